import { expect, test } from "vitest";
import type { DealView } from "@/features/deal/model";
import { COUNTED } from "./fields";
import { preset } from "./preset";

/** A deal with nothing but these facts and papers. */
const deal = (facts: object, documents: object[] = []) => ({ documents, facts, owner: { id: "owner", name: "张伟" } }) as unknown as DealView;

test("the one need that nobody verified yet is the one it is about", () => {
  const needs = { first: { verifications: [{}] }, second: { verifications: [] } };
  expect(preset("verify_need", deal({ nurture: { needs } })).need).toBe("second");
  expect(preset("verify_need", deal({ nurture: { needs: { first: {}, second: {} } } })).need).toBeUndefined();
});

test("a milestone goes by its own number, and the first that is open is the one", () => {
  const plan = { milestones: { 1: { done_on: "2026-11-20" }, 2: { done_on: null } } };
  expect(preset("complete_milestone", deal({ fulfilment: { plan } })).milestone).toBe(2);
  expect(COUNTED.has("milestone")).toBe(false);
});

test("what is sealed and compared is the contract's own text and the scan of it", () => {
  const papers = [
    { kind: "contract_approval", id: "c", submitted_at: "1", facts: { contract_file: "text" } },
    { kind: "executed_contract", id: "e", submitted_at: "2", facts: { scan_file: "scan" } },
  ];
  expect(preset("seal_contract", deal({}, papers))).toMatchObject({ contract: "c", text: "text" });
  expect(preset("compare_scan", deal({}, papers))).toMatchObject({ contract: "c", text: "text", scan: "scan" });
});

test("who was invited to a review is noted as there, the chair as chair", () => {
  const reviews = { r: { held_at: "2026-11-26T05:00:00Z", chair: "m", voters: ["f", "m"] } };
  expect(preset("conclude_review", deal({ proposal: { reviews } })).body).toEqual({
    held_at: "2026-11-26T05:00:00Z",
    chair: "m",
    attendees: [
      { person: "f", present: true },
      { person: "m", present: true, role: "chair" },
    ],
  });
});

test("what is sent goes to whom the paper names", () => {
  const papers = [
    { kind: "quotation", id: "q", submitted_at: "1", facts: { contact: "zhao" } },
    { kind: "delivery_plan", id: "p", submitted_at: "2", facts: { report_receivers: ["wang"] } },
    { kind: "progress_report", id: "r", submitted_at: "3", facts: {} },
  ];
  expect(preset("send_document", deal({}, papers))).toMatchObject({ document: "q", contact: "zhao" });
  expect(preset("record_answer", deal({}, papers)).contact).toBe("zhao");
  expect(preset("send_report", deal({}, papers))).toMatchObject({ document: "r", to: ["wang"] });
  expect(preset("send_report", deal({}, papers.slice(2))).to).toBeUndefined();
});
