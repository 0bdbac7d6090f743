const TONES = ["", " g", " v", " a"];

/** A person by the first character of the name; the tone follows the name, so it never changes. */
export function Avatar({ name }: { name: string }) {
  const tone = TONES[[...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % TONES.length];
  return (
    <span className={`av${tone}`} title={name} aria-hidden="true">
      {[...name][0] ?? "?"}
    </span>
  );
}

/** A person by picture and name. */
export function Person({ name, note }: { name: string; note?: string }) {
  return (
    <span style={{ display: "inline-flex", alignItems: "center", gap: 6 }}>
      <Avatar name={name} />
      <span>
        {name}
        {note ? <span className="mut"> · {note}</span> : null}
      </span>
    </span>
  );
}
