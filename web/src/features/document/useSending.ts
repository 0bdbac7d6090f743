/** Sends what is typed a moment after the last key, one after the other, and again until the server has it: nobody has to press anything for that. */
import { useEffect, useRef, useState } from "react";

const WAIT_MS = 2000;
const AGAIN_MS = 10_000;

interface Way<V> {
  send: (value: V) => Promise<unknown>;
  sent: (value: V) => void;
  failed: (error: unknown) => void;
}

/** One value after another, the latest only. */
export class Sender<V> {
  private unsent: { value: V } | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private flying: Promise<void> = Promise.resolve();
  private gone = false;

  constructor(private way: Way<V>) {}

  /** What follows from sending may say other words by now. */
  goBy(way: Way<V>) {
    this.way = way;
  }

  /** Sends this once no other came for a while. */
  plan(value: V, ms = WAIT_MS) {
    this.unsent = { value };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.go(), ms);
  }

  /** Sends at once what was not sent yet. */
  go() {
    const next = this.unsent;
    clearTimeout(this.timer);
    if (!next) return;
    this.flying = this.flying.then(async () => {
      if (this.unsent !== next) return;
      try {
        await this.way.send(next.value);
        if (this.unsent === next) this.unsent = undefined;
        this.way.sent(next.value);
      } catch (error) {
        this.way.failed(error);
        if (this.unsent === next && !this.gone) this.plan(next.value, AGAIN_MS);
      }
    });
  }

  /** Nothing is to be sent any more; done when nothing is under way. */
  stop(): Promise<void> {
    this.unsent = undefined;
    clearTimeout(this.timer);
    return this.flying;
  }

  /** The page goes: once more, and then it is the next page's turn, which finds what stands on this device. */
  leave() {
    this.gone = true;
    this.go();
  }

  back() {
    this.gone = false;
  }
}

/** What stood on this device when the page was opened never reached the server: it goes first. */
export function useSending<V>(left: V | undefined, way: Way<V>) {
  const [sender] = useState(() => new Sender(way));
  const first = useRef(left);
  useEffect(() => sender.goBy(way));
  useEffect(() => {
    const send = () => sender.go();
    sender.back();
    if (first.current !== undefined) sender.plan(first.current);
    first.current = undefined;
    const events = ["online", "pagehide", "tongguan:signed-in"];
    events.forEach((event) => window.addEventListener(event, send));
    return () => {
      events.forEach((event) => window.removeEventListener(event, send));
      sender.leave();
    };
  }, [sender]);
  return sender;
}
