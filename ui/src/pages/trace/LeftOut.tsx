import { wholeSpanAddress } from "../../api/client";
import { counted } from "../../prepare/format";

/** Says that long texts of a span are not here yet, and gets them, into the page or into a file. */
export function LeftOut({ project, traceId, spanId, characters, reading, failed, onRead }: { project: string; traceId: string; spanId: string; characters: number; reading: boolean; failed: boolean; onRead: () => void }) {
  return (
    <p className="left-out" role="status">
      {failed ? (
        <>
          <span className="sign fail">✕</span> The rest of its texts could not be read.
        </>
      ) : (
        <>Of its long texts, {counted(characters, "character")} are not here yet.</>
      )}{" "}
      <button type="button" className="more" disabled={reading} onClick={onRead}>
        {reading ? "reading …" : failed ? "try again" : "read them"}
      </button>{" "}
      <a className="more" href={wholeSpanAddress(project, traceId, spanId)} download={`span-${spanId}.json`}>
        save the span as a file
      </a>
    </p>
  );
}
