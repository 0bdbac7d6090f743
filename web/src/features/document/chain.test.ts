import { expect, test } from "vitest";
import { chained, unlinked } from "./chain";

const edges = [
  { from: "a", to: "boss", type: "reports" },
  { from: "a", to: "b", type: "influences" },
];

test("somebody reports to one person: a new line takes the place of the old one, influence stays", () => {
  expect(chained(edges, "a", "c")).toEqual([edges[1], { from: "a", to: "c", type: "reports" }]);
  expect(chained(edges, "a", undefined)).toEqual([edges[1]]);
});

test("nobody reports to himself", () => expect(chained([], "a", "a")).toEqual([]));

test("a person is taken out by his contact", () => expect(unlinked([{ contact_id: "a" }, { contact_id: "b" }], "a")).toEqual([{ contact_id: "b" }]));
