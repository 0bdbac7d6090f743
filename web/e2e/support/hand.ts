/** The hand of a person: fills fields as they are drawn, one way for every kind of field, and nothing that is filled in already. */
import { expect, type Locator, type Page } from "@playwright/test";
import { settled } from "./watch";

/** What is put into a field: words or a number as typed, a choice by its word, several of them, a file by its name, rows of a table. */
export type Answer = string | string[] | { file: string } | Answers[];
export type Answers = { [key: string]: Answer };

/** Fills fields, by the keys of the process definition, in the order given. */
export async function fill(place: Locator, answers: Answers, path = "") {
  for (const [key, answer] of Object.entries(answers)) {
    const at = path + key;
    const field = place.locator(`[data-path="${at}"]`);
    if (isRows(answer)) await fillRows(field, answer, at);
    else await put(field, answer);
  }
}

const isRows = (answer: Answer): answer is Answers[] => Array.isArray(answer) && typeof answer[0] === "object";

async function fillRows(table: Locator, rows: Answers[], path: string) {
  await table.waitFor();
  for (const [number, row] of rows.entries()) {
    const first = table.locator(`[data-path^="${path}[${number}]."]`).first();
    if (!(await first.count())) await table.getByRole("button", { name: "加一行" }).click();
    await first.waitFor();
    await fill(table, row, `${path}[${number}].`);
  }
}

/** Fills one field: what it is shows in how it is drawn. */
async function put(field: Locator, answer: string | string[] | { file: string }) {
  await field.first().waitFor();
  if (typeof answer === "object" && "file" in answer) return attach(field, answer.file);
  const several = Array.isArray(answer) ? answer : [answer];
  if (await field.locator(".ant-select").count()) return pick(field, several);
  const word = several[0] as string;
  if (await field.locator(".ant-picker").count()) return date(field, word);
  if (await field.locator("select").count()) return void (await field.locator("select").selectOption({ label: word }));
  const input = field.locator("input:not([type=file]), textarea").first();
  if (await input.count()) return type(input, word);
  await field.getByRole("button", { name: word, exact: true }).click();
}

/** Types over what stands there. */
export async function type(input: Locator, words: string) {
  await input.click();
  await input.fill(words);
}

async function date(field: Locator, words: string) {
  const input = field.locator("input");
  await type(input, words);
  await input.press("Enter");
  await expect(input).toHaveValue(words);
}

/** Opens the list, types where it is long, takes the entry; a list of several stays open between them. */
async function pick(field: Locator, words: string[]) {
  const box = field.locator(".ant-select").first();
  const input = box.locator("input");
  const list = field.page().locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)");
  await box.click();
  for (const word of words) {
    await list.locator(".ant-select-item-option, .ant-select-item-empty").first().waitFor();
    const entry = list.locator(".ant-select-item-option").filter({ hasText: new RegExp(`(^| )${word}( |$)`) }).first();
    if (!(await entry.isVisible())) await input.fill(word);
    await entry.click();
  }
  if (await box.locator(".ant-select-selection-item-remove").count()) await input.press("Escape");
}

/** Sends a file that a person has on his disk. */
async function attach(field: Locator, name: string) {
  const chooser = field.page().waitForEvent("filechooser");
  await field.getByRole("button", { name: "上传文件" }).first().click();
  await (await chooser).setFiles({ name: `${name}.pdf`, mimeType: "application/pdf", buffer: Buffer.from(`%PDF-1.7\n${name}\n%%EOF\n`) });
  await expect(field.locator(".tag")).not.toHaveCount(0);
}

/** Opens a page and waits until it shows what there is. */
export async function open(page: Page, path: string) {
  await page.goto(path);
  await settled(page);
}
