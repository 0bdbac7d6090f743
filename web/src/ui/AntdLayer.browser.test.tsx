import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { Dialog } from "@/light/Dialog";
import { restOfWords, startWords } from "@/lib/i18n";
import { AntdLayer, Select } from ".";

beforeAll(async () => {
  await startWords();
  await restOfWords();
});
afterEach(cleanup);

test("a list inside an open dialog lies above it and can be chosen from", async () => {
  let chosen = "";
  render(
    <AntdLayer>
      <Dialog drawer title="记录联系" close={() => {}}>
        <Select aria-label="方式" options={[{ value: "phone", label: "电话" }]} onChange={(next: string) => (chosen = next)} style={{ width: 200 }} />
      </Dialog>
    </AntdLayer>,
  );
  await userEvent.click(screen.getByRole("combobox", { name: "方式" }));
  await userEvent.click(await screen.findByText("电话"));
  expect(chosen).toBe("phone");
});
