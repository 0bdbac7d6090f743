/** The words in English that the frame and the work queue need; those of all other pages are in `rest.ts`, loaded with the first of them. */
import act from "./act.json";
import app from "./app.json";
import due from "./due.json";
import nav from "./nav.json";
import queue from "./queue.json";
import state from "./state.json";

export default {
  act,
  app,
  due,
  nav,
  queue,
  state,
};
