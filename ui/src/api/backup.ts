import { ApiError, problemOf } from "./client";
import type { paths } from "./schema";

export type Restored = paths["/api/v1/restore"]["post"]["responses"]["200"]["content"]["application/json"];
export type Ready = paths["/ready"]["get"]["responses"]["200"]["content"]["application/json"];

/** Where a browser saves a backup from. */
export const backupAddress = "/api/v1/backup";

/**
 * Puts a backup in the place of everything that the server holds.
 *
 * @param onSent hears which share of the file has been sent; a fetch would not say
 */
export function restore(file: Blob, onSent: (share: number) => void): Promise<Restored> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/restore");
    request.setRequestHeader("content-type", "application/zip");
    request.setRequestHeader("x-assay-csrf", "1");
    request.upload.addEventListener("progress", ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0));
    request.addEventListener("load", () => {
      if (request.status === 200) resolve(JSON.parse(request.responseText) as Restored);
      else reject(problemOf(request.status, request.responseText));
    });
    request.addEventListener("error", () => reject(new ApiError("The server did not answer", "Whether it has restored the backup shows when it answers again", 0)));
    request.send(file);
  });
}

/** How far the server is; it answers so also while it cannot be asked. */
export async function ready(signal?: AbortSignal): Promise<Ready> {
  return (await (await fetch("/ready", { signal: signal ?? null })).json()) as Ready;
}
