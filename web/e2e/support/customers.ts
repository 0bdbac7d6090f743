/** Last year's customers as they lie on somebody's desk: in GBK, a title above the head, four mistakes. */
const HEX = [
  "32303235c4eabfcdbba7cca8d5cb0d0ab9abcbbec3fbb3c62ccbb0bac52cbfcdbba7d0d4d6ca2cc1aacfb5c8cb2ccad6bbfa2cb1b8d7a20d0ababcd6ddbaa3b4a8bbfab5e7c9e8b1b8d3d0",
  "cfdeb9abcbbe2c39313331303030304d4131303030313231302cb9fac6f32ccdf5bda8b9fa2c31333830303030303030312cc0cfbfcdbba70d0ababcd6ddbaa3b4a8bbfab5e7c9e8b1b8d3",
  "d0cfdeb9abcbbe2c2c2cc0eecffed1e02c303537312d38383939303030322c0d0ac4feb2a8d4b6c9bdbeabc3dcd6c6d4ecd3d0cfdeb9abcbbe2c2cc3f1c6f32cd5d4d6bec7bf2cb2bbcfea",
  "2cb5e7bbb0b4fdb2b90d0a2c2cc3f1c6f32ccbefd4c32c31333830303030303030332cc2a9c1cbc3fbb3c60d0ac9dcd0cbc7e0baccd7d4b6afbbafd3d0cfdeb9abcbbe2c39313331303030",
  "304d4131303030313231312cc3f1c6f32cd6dcc3f42c303537352d38353030303030342c0d0abcced0cbd2f8d0d3b0fcd7b0bbfad0b5d3d0cfdeb9abcbbe2c2cc3f1c6f32ccee2eabb2c30",
  "3537332d38323030303030352c0d0a",
].join("");

export const CUSTOMERS = { name: "2025年客户台账.csv", mimeType: "text/csv", buffer: Buffer.from(HEX, "hex") };
