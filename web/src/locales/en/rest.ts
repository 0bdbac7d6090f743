/** The words in English of every page but the work queue: a file a section, in the order of the alphabet. */
import access from "./access.json";
import account from "./account.json";
import allocation from "./allocation.json";
import anomaly from "./anomaly.json";
import apikey from "./apikey.json";
import appeal from "./appeal.json";
import approval from "./approval.json";
import audit from "./audit.json";
import board from "./board.json";
import calendar from "./calendar.json";
import chain from "./chain.json";
import command from "./command.json";
import compare from "./compare.json";
import conflict from "./conflict.json";
import contract from "./contract.json";
import deal from "./deal.json";
import dealvisit from "./dealvisit.json";
import copies from "./copies.json";
import delivery from "./delivery.json";
import document from "./document.json";
import exception from "./exception.json";
import explain from "./explain.json";
import exports from "./export.json";
import files from "./files.json";
import form from "./form.json";
import gantt from "./gantt.json";
import gate from "./gate.json";
import grid from "./grid.json";
import handover from "./handover.json";
import health from "./health.json";
import history from "./history.json";
import imports from "./imports.json";
import insight from "./insight.json";
import keys from "./keys.json";
import lead from "./lead.json";
import ledger from "./ledger.json";
import list from "./list.json";
import mail from "./mail.json";
import me from "./me.json";
import merge from "./merge.json";
import money from "./money.json";
import notices from "./notices.json";
import organization from "./organization.json";
import outbox from "./outbox.json";
import paper from "./paper.json";
import path from "./path.json";
import pool from "./pool.json";
import price from "./price.json";
import privacy from "./privacy.json";
import quote from "./quote.json";
import receipt from "./receipt.json";
import review from "./review.json";
import rule from "./rule.json";
import search from "./search.json";
import separation from "./separation.json";
import setting from "./setting.json";
import settings from "./settings.json";
import signin from "./signin.json";
import signinof from "./signinof.json";
import similar from "./similar.json";
import strategy from "./strategy.json";
import template from "./template.json";
import todo from "./todo.json";
import visit from "./visit.json";
import way from "./way.json";

export default {
  access,
  account,
  allocation,
  anomaly,
  apikey,
  appeal,
  approval,
  audit,
  board,
  calendar,
  chain,
  command,
  compare,
  conflict,
  contract,
  deal,
  dealvisit,
  copies,
  delivery,
  document,
  exception,
  explain,
  export: exports,
  files,
  form,
  gantt,
  gate,
  grid,
  handover,
  health,
  history,
  imports,
  insight,
  keys,
  lead,
  ledger,
  list,
  mail,
  template,
  me,
  merge,
  money,
  notices,
  organization,
  outbox,
  paper,
  path,
  pool,
  price,
  privacy,
  quote,
  receipt,
  review,
  rule,
  search,
  separation,
  setting,
  settings,
  signin,
  signinof,
  similar,
  strategy,
  todo,
  visit,
  way,
};
