/** Quotations for tests: everything but the lines as a form has it, and a block of lines as a spreadsheet copies it. */
import type { Page } from "@playwright/test";
import { civilDay, type Deal } from "./deal";
import { read } from "./test";

const SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** A 统一社会信用代码 that no other customer has, with its check character (GB 32100). */
function creditCode(deal: Deal): string {
  const body = `91330106MA${String(Number.parseInt(deal.id.slice(-10), 16) % 1e7).padStart(7, "0")}`;
  const sum = [...body].reduce((total, sign, at) => total + SIGNS.indexOf(sign) * (3 ** at % 31), 0);
  return body + SIGNS[(31 - (sum % 31)) % 31];
}

/** A quotation that lacks its lines. */
export async function termsOf(page: Page, deal: Deal): Promise<Record<string, unknown>> {
  const [entity] = (await read(page, "/own-entities")).items;
  return {
    quote_date: civilDay(0), valid_until: civilDay(45), seller_entity: entity.id, buyer_name: deal.customer, buyer_uscc: creditCode(deal), contact: deal.decider,
    currency: "CNY", price_basis: "gross", deposit_type: "prepayment", delivery_period: "合同生效后60天", delivery_days: 60, delivery_place: "客户工厂", warranty: "验收后一年", invoice_type: "special_e",
    payment_terms: [{ condition: "signing", pct: "30", days: 10 }, { condition: "acceptance", pct: "70", days: 30 }],
    special_discount_reason: "行业首单，客户同意做样板并开放参观",
  };
}

/** Lines of two products off the shelf, which need no solution; as the form keeps them. */
export async function linesOf(page: Page): Promise<Record<string, unknown>[]> {
  const { items } = await read(page, "/products?limit=200");
  const line = (code: string, quantity: string, price: string) => {
    const product = items.find((one: { code: string }) => one.code === code);
    return { item_code: product.id, item_name: product.name, unit: product.unit, quantity, unit_price: price, vat_rate: product.vat };
  };
  return [line("CLOUD-Y", "2", "35640"), line("PDA-IND", "41", "4158")];
}

/** The same as Excel copies it: with a head in Chinese, thousands apart, and a sum below. */
export const COPIED = [
  ["物料编码", "产品名称", "数量", "单位", "含税单价（元）", "税率", "价税合计"],
  ["CLOUD-Y", "云备份服务", "2", "年", "35,640.00", "6%", "71,280.00"],
  ["PDA-IND", "工业手持终端", "41", "台", "¥4,158", "13%", "170,478.00"],
  ["合计", "", "43", "", "", "", "241,758.00"],
]
  .map((line) => line.join("\t"))
  .join("\r\n");

/** Pastes a text into the cell that has the caret. */
export async function pasteText(page: Page, text: string) {
  await page.evaluate((copied) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", copied);
    document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}
