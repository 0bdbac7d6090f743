/** The words in Chinese of every page but the work queue: a file a section, in the order of the alphabet. */
import approval from "./approval.json";
import chain from "./chain.json";
import command from "./command.json";
import deal from "./deal.json";
import document from "./document.json";
import explain from "./explain.json";
import form from "./form.json";
import gantt from "./gantt.json";
import gate from "./gate.json";
import grid from "./grid.json";
import history from "./history.json";
import keys from "./keys.json";
import ledger from "./ledger.json";
import me from "./me.json";
import notices from "./notices.json";
import path from "./path.json";
import quote from "./quote.json";
import search from "./search.json";
import signin from "./signin.json";
import todo from "./todo.json";

export default {
  approval,
  chain,
  command,
  deal,
  document,
  explain,
  form,
  gantt,
  gate,
  grid,
  history,
  keys,
  ledger,
  me,
  notices,
  path,
  quote,
  search,
  signin,
  todo,
};
