import type { Redaction, RedactionAction } from "../api/types";

export type Detector = Exclude<keyof Redaction, "own">;

export const detectors: { id: Detector; label: string; finds: string; example: string }[] = [
  { id: "email", label: "E-mail addresses", finds: "ada@example.com", example: "ada@example.com" },
  { id: "phone", label: "Telephone numbers", finds: "with a country code, or in North American groups", example: "+49 30 901820" },
  { id: "card", label: "Card numbers", finds: "13 to 19 digits that pass the Luhn check", example: "4111 1111 1111 1111" },
  { id: "iban", label: "Account numbers", finds: "IBANs whose check digits are right", example: "DE89 3704 0044 0532 0130 00" },
  { id: "key", label: "Keys and tokens", finds: "of model providers, clouds and code hosts; JSON Web Tokens; private keys", example: "sk-proj-…" },
];

export const actions: { id: RedactionAction; label: string }[] = [
  { id: "keep", label: "keep" },
  { id: "mask", label: "mask" },
  { id: "hash", label: "hash" },
  { id: "drop", label: "drop" },
];

/** What is left of an example: `[email]`, `[email:1f2e3d4c5b6a]`, nothing. */
export function leaves(name: string, example: string, action: RedactionAction): string {
  switch (action) {
    case "keep":
      return example;
    case "mask":
      return `[${name}]`;
    case "hash":
      return `[${name}:1f2e3d4c5b6a]`;
    case "drop":
      return "";
    default:
      return example;
  }
}

/** The settings with one detector's action changed; what is kept is not named. */
export function withAction(settings: Redaction, id: Detector, action: RedactionAction): Redaction {
  const { [id]: _, ...rest } = settings;
  return action === "keep" ? rest : { ...rest, [id]: action };
}

export type Own = NonNullable<Redaction["own"]>[number];

/** Why a pattern of one's own cannot be added, before the server is asked; an empty text where it can. */
export function wrongName(name: string, own: readonly Own[]): string {
  if (!/^[A-Za-z0-9_-]{1,40}$/u.test(name)) return "A name has letters, digits, _ and -, up to 40: it stands in the mask.";
  return own.some((other) => other.name === name) ? `There is a pattern “${name}” already.` : "";
}
