import { expect, test } from "vitest";
import { place } from "./layout";

const person = (id: string) => ({ id, name: id, title: "", roles: [], influence: 3, attitude: 0 });

test("whoever reports stands below", () => {
  const { people, lines } = place([person("boss"), person("expert")], [{ from: "expert", to: "boss", kind: "reports" }]);
  const at = (id: string) => people.find((one) => one.person.id === id)!.y;
  expect(at("boss")).toBeLessThan(at("expert"));
  expect(lines).toHaveLength(1);
});

test("a line to nobody, or to oneself, is left out", () => {
  expect(place([person("a")], [{ from: "a", to: "gone", kind: "reports" }, { from: "a", to: "a", kind: "influences" }]).lines).toHaveLength(0);
});

test("a chain without people draws an empty plane", () => {
  expect(place([], []).people).toEqual([]);
});
