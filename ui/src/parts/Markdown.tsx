/* oxlint-disable react/no-array-index-key -- pieces of a text have no identity but their place */
import { memo, type ReactNode } from "react";
import { markdown, safeHref, type Inline, type MarkdownBlock } from "../prepare/markdown";
import { Safe } from "./Safe";

/** Markdown as elements. Links lead to the web only and show where; pictures are named, never loaded. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return <div className="markdown">{markdown(text).map(drawBlock)}</div>;
});

function drawBlock(block: MarkdownBlock, key: number): ReactNode {
  switch (block.type) {
    case "heading":
      // A text must not disturb the page's own outline, so its headings are only drawn as such.
      return (
        <p key={key} className={`heading h${block.level}`}>
          {block.children.map(drawInline)}
        </p>
      );
    case "paragraph":
      return <p key={key}>{block.children.map(drawInline)}</p>;
    case "code":
      return (
        <pre key={key} className="code" data-language={block.language || undefined}>
          <code>
            <Safe text={block.text} />
          </code>
        </pre>
      );
    case "quote":
      return <blockquote key={key}>{block.children.map(drawBlock)}</blockquote>;
    case "rule":
      return <hr key={key} />;
    case "list": {
      const items = block.items.map((item, i) => (
        <li key={i} className={item.checked === null ? undefined : "task"}>
          {item.checked !== null && <span className="task-sign">{item.checked ? "☑" : "☐"} </span>}
          {item.children.map((child, c) =>
            block.tight && child.type === "paragraph" ? <span key={c}>{child.children.map(drawInline)}</span> : drawBlock(child, c),
          )}
        </li>
      ));
      return block.ordered ? (
        <ol key={key} start={block.start}>
          {items}
        </ol>
      ) : (
        <ul key={key}>{items}</ul>
      );
    }
    case "table":
      return (
        <div key={key} className="table-box" role="group" aria-label="Table" tabIndex={0}>
          <table>
            <thead>
              <tr>
                {block.head.map((cell, c) => (
                  <th key={c} data-align={block.align[c] ?? undefined}>
                    {cell.map(drawInline)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, r) => (
                <tr key={r}>
                  {row.map((cell, c) => (
                    <td key={c} data-align={block.align[c] ?? undefined}>
                      {cell.map(drawInline)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

function drawInline(node: Inline, key: number): ReactNode {
  switch (node.type) {
    case "text":
      return <Safe key={key} text={node.text} />;
    case "code":
      return (
        <code key={key}>
          <Safe text={node.text} />
        </code>
      );
    case "strong":
      return <strong key={key}>{node.children.map(drawInline)}</strong>;
    case "em":
      return <em key={key}>{node.children.map(drawInline)}</em>;
    case "del":
      return <del key={key}>{node.children.map(drawInline)}</del>;
    case "break":
      return <br key={key} />;
    case "image":
      return (
        <span key={key} className="not-loaded" title="Pictures in texts are not loaded.">
          [picture: <Safe text={node.alt || node.src} />]
        </span>
      );
    case "link": {
      const href = safeHref(node.href);
      const children = node.children.map(drawInline);
      if (!href) {
        return (
          <span key={key}>
            {children} <span className="quiet">(<Safe text={node.href} />)</span>
          </span>
        );
      }
      return (
        <a key={key} href={href} title={href} target="_blank" rel="noopener noreferrer nofollow">
          {children}
        </a>
      );
    }
  }
}
