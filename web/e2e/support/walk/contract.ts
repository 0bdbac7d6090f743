/** Stage 4: strategy, a round of negotiation, the contract through legal and the chain, seal, signatures, the original in its box. */
import type { Page } from "@playwright/test";
import { fill } from "../hand";
import { act, agree, day, duty, enter, gone, submit, write } from "../steps";
import type { Who } from "./people";

export async function contract(who: Who) {
  const rep = await who("rep");
  await writeStrategy(rep);
  await act(rep, "contract", "提交审批", { document: "谈判策略表" });
  await agree(await who("manager"), "《谈判策略表》");
  await act(rep, "contract", "记录谈判", { contacts: ["赵总"], result: "继续谈判", place: "客户会议室", offers: "价格不变，质保延长三个月", asks: "希望明确违约责任" });
  await writeContract(rep);
  await act(await who("legal"), "contract", "审核合同文本", { passed: "是", opinion: "文本已逐条审核，无保留意见" });
  await act(rep, "contract", "提交审批", { document: "合同审批表" });
  for (const person of ["manager", "director", "legal"] as const) await agree(await who(person), "《合同审批表》");
  const archivist = await who("archivist");
  const seal = await duty(archivist, "合同用印");
  await fill(seal, { copies: "4" });
  await seal.getByRole("button", { name: "登记用印" }).last().click();
  await gone(archivist, "合同用印");
  await sign(rep);
  await file(archivist);
  await enter(rep, "履约交付与回款管理");
}

async function writeStrategy(rep: Page) {
  await write(rep, "contract", "谈判策略表");
  await fill(rep.locator("#content"), {
    background: "客户年内要上线，预算已批",
    our_team: [{ person: "张伟", role: "主谈" }],
    their_team: [{ person: "赵总", role: "决策人" }],
    customer_concerns: [{ topic: "付款", statement: "希望延长账期", importance: "4" }],
    items: [
      { topic: "价格", ideal: "不变", target: "小幅让步", walk_away: "到此为止", tradable: "是" },
      { topic: "付款", ideal: "不变", target: "小幅让步", walk_away: "到此为止", tradable: "是" },
    ],
    core_terms: [{ term: "预付不低于30%" }],
    concession_plan: [{ give: "延长质保三个月", get: "预付提高" }],
    batna_ours: "产能转给同区域的另一家客户",
    floor_price_total: "841500",
  });
  await submit(rep, "谈判策略表");
}

/** Amounts, parties and the schedule of payments come from the quotation. */
async function writeContract(rep: Page) {
  await write(rep, "contract", "合同审批表");
  await fill(rep.locator("#content"), {
    contract_name: "一体化系统销售合同",
    contract_type: "销售",
    sme_notified: "是",
    cp_signatory: "赵总",
    cp_is_legal_representative: "是",
    our_signatory: "周建国",
    planned_signing_date: day(),
    term_start: day(),
    term_end: day(400),
    prepayment_first: "是",
    acceptance_terms: "交付后15日内验收，逾期视为通过",
    acceptance_days: "15",
    liability: "违约方赔偿直接损失",
    liability_cap: "841500",
    penalty_rate: "0.05",
    ip_terms: "知识产权归我方，客户享有使用权",
    confidentiality: "双方保密三年",
    dispute_resolution: "仲裁",
    dispute_place: "上海仲裁委员会",
    template_source: "我方标准",
    contract_file: { file: "合同文本" },
  });
  await submit(rep, "合同审批表");
}

async function sign(rep: Page) {
  const signing = await duty(rep, "签订合同");
  await fill(signing, { method: "纸质签署" });
  await signing.getByRole("button", { name: "登记签署" }).last().click();
  await gone(rep, "签订合同");
  await write(rep, "contract", "合同正本");
  await fill(rep.locator("#content"), { scan_file: { file: "双方签署的合同扫描件" } });
  await submit(rep, "合同正本");
}

/** The scan is compared with the text that was agreed, then the original goes into its box. */
async function file(archivist: Page) {
  await act(archivist, "contract", "核对扫描件", { matches: "是", note: "逐页核对，与审批文本一致" });
  const filing = await duty(archivist, "归档合同原件");
  await fill(filing, {
    items: [{ name: "合同正本", copies: "2" }],
    originals_count: "4",
    our_copies: "2",
    page_check: ["页码齐全", "骑缝章齐全", "大小写一致", "附件齐全", "日期已填"],
    box: "柜 3-2",
  });
  await filing.getByRole("button", { name: "归档原件" }).last().click();
  await gone(archivist, "归档合同原件");
}
