import { memo } from "react";
import { runs } from "../prepare/visible";

/** Text nobody vouches for: hidden and reordering characters are shown by name. */
export const Safe = memo(function Safe({ text }: { text: string }) {
  const found = runs(text);
  if (found.length === 0) return null;
  if (found.length === 1 && found[0]!.mark === null) return found[0]!.text;
  return found.map((run, i) =>
    run.mark === null ? (
      run.text
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- runs have no identity but their place
      <span key={i} className="hidden-character" title={`hidden character ${run.mark}`}>
        {run.mark}
      </span>
    ),
  );
});
