/** What pages may use of antd. Adding here is a decision: prefer the light layer where a plain element does. */
export { AntdLayer } from "./AntdLayer";
export { DatePicker } from "./DatePicker";
export { Cascader, Checkbox, Drawer, Input, InputNumber, Modal, Popover, Radio, Select, Switch, Table, Tooltip, TreeSelect, Upload } from "antd";
