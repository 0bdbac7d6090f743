/** antd's picker on the company's clock: "now" and "today" are those of the company, not of this device. */
import { DatePicker as Plain } from "antd";
import config from "@rc-component/picker/generate/dayjs";
import dayjs from "dayjs";
import { picked } from "@/lib/dates";

export const DatePicker = Plain.generatePicker({ ...config, getNow: () => picked(new Date().toISOString()) ?? dayjs() });
