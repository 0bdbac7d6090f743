/** A mail server that takes everything and shows it to the test. */
import { createServer, type Socket } from "node:net";

export interface Postbox {
  port: number;
  /** Letters as they came in, heads and bodies. */
  letters: string[];
  close(): void;
}

export function open(): Promise<Postbox> {
  const letters: string[] = [];
  const server = createServer((socket) => talk(socket, letters));
  return new Promise((opened) => {
    server.listen(0, "127.0.0.1", () => opened({ port: (server.address() as { port: number }).port, letters, close: () => void server.close() }));
  });
}

function talk(socket: Socket, letters: string[]): void {
  let [waiting, letter]: [string, string | undefined] = ["", undefined];
  const say = (answer: string) => socket.write(`${answer}\r\n`);
  const hear = (line: string) => {
    if (letter !== undefined) {
      if (line !== ".") return void (letter += `${line}\n`);
      letters.push(letter);
      letter = undefined;
      return say("250 taken");
    }
    const word = line.slice(0, 4).toUpperCase();
    if (word === "DATA") letter = "";
    return say(word === "EHLO" ? "250-test\r\n250 8BITMIME" : word === "DATA" ? "354 go on" : word === "QUIT" ? "221 bye" : "250 ok");
  };
  socket.on("error", () => socket.destroy());
  socket.on("data", (bytes) => {
    const lines = (waiting + bytes.toString("latin1")).split("\r\n");
    waiting = lines.pop() ?? "";
    for (const line of lines) hear(line);
  });
  say("220 test ESMTP");
}
