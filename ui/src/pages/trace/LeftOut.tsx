import { counted } from "../../prepare/format";

/** Says that long texts are not here yet, and gets them, into the page or into a file. */
export function LeftOut({
  characters,
  reading,
  failed,
  onRead,
  onFind,
  file,
}: {
  characters: number;
  reading: boolean;
  failed: boolean;
  onRead: () => void;
  onFind: () => void;
  /** Where a browser saves them from, and as what. */
  file?: { address: string; name: string };
}) {
  return (
    <div className="left-out" role="status">
      <p>
        {failed ? (
          <>
            <span className="sign fail">✕</span> The rest of its texts could not be read.
          </>
        ) : (
          <>Of its long texts, {counted(characters, "character")} are not here yet.</>
        )}
      </p>
      <button type="button" className="button framed" disabled={reading} onClick={onRead}>
        {reading ? "Reading …" : failed ? "Try again" : "Read them"}
      </button>
      <button type="button" className="button framed" onClick={onFind} title="Find in the texts (f)">
        Find in them
      </button>
      {file && (
        <a className="button framed" href={file.address} download={file.name}>
          Save as a file
        </a>
      )}
    </div>
  );
}
