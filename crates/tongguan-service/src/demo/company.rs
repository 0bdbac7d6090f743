//! The demo company: who works where. All of it is made up.

/// Its name.
pub const COMPANY: &str = "通关示例科技有限公司";

/// Its own legal entity's 统一社会信用代码 (a made-up one that checks).
pub const OWN_USCC: &str = "91310000MA10001210";

/// A department: its key, its name, the key of the one above.
pub struct Unit {
    /// Key within this file.
    pub key: &'static str,
    /// Name.
    pub name: &'static str,
    /// Above it; the company itself where absent.
    pub above: Option<&'static str>,
}

/// Departments, each after the one above it.
pub const UNITS: &[Unit] = &[
    unit("company", "公司", None),
    unit("sales", "销售中心", Some("company")),
    unit("east1", "华东一部", Some("sales")),
    unit("east2", "华东二部", Some("sales")),
    unit("south", "华南部", Some("sales")),
    unit("north", "华北部", Some("sales")),
    unit("product", "产品技术部", Some("company")),
    unit("finance", "财务部", Some("company")),
    unit("legal", "法务部", Some("company")),
    unit("delivery", "交付部", Some("company")),
    unit("records", "行政部", Some("company")),
    unit("service", "客户服务部", Some("company")),
    unit("operations", "销售运营部", Some("company")),
    unit("audit", "内审部", Some("company")),
    unit("it", "信息部", Some("company")),
];

/// A person: login, name, home department, role, and the department that the post answers for.
pub struct Member {
    /// What he signs in with.
    pub login: &'static str,
    /// Name.
    pub name: &'static str,
    /// Key of the home department.
    pub unit: &'static str,
    /// Role of his post.
    pub role: &'static str,
    /// Key of the department that the post answers for, with all below.
    pub answers_for: &'static str,
    /// Login of the superior.
    pub reports_to: Option<&'static str>,
}

/// Everybody, superiors first. The first of a role is the one that the readme names.
pub const PEOPLE: &[Member] = &[
    person("zhou.guodong", "周国栋", "company", "general_manager", "company", None),
    person("zhou.jianguo", "周建国", "sales", "sales_director", "sales", Some("zhou.guodong")),
    person("chen.jing", "陈静", "east1", "sales_manager", "east1", Some("zhou.jianguo")),
    person("ma.junjie", "马俊杰", "east2", "sales_manager", "east2", Some("zhou.jianguo")),
    person("huang.lihua", "黄丽华", "south", "sales_manager", "south", Some("zhou.jianguo")),
    person("zhao.weimin", "赵伟民", "north", "sales_manager", "north", Some("zhou.jianguo")),
    person("sun.hao", "孙昊", "east1", "sales_supervisor", "east1", Some("chen.jing")),
    person("xu.ning", "徐宁", "east2", "sales_supervisor", "east2", Some("ma.junjie")),
    person("liang.bo", "梁博", "south", "sales_supervisor", "south", Some("huang.lihua")),
    person("gao.yan", "高岩", "north", "sales_supervisor", "north", Some("zhao.weimin")),
    person("zhang.wei", "张伟", "east1", "sales_rep", "east1", Some("sun.hao")),
    person("li.na", "李娜", "east1", "sales_rep", "east1", Some("sun.hao")),
    person("wang.lei", "王磊", "east2", "sales_rep", "east2", Some("xu.ning")),
    person("shen.yue", "沈悦", "east2", "sales_rep", "east2", Some("xu.ning")),
    person("luo.qiang", "罗强", "south", "sales_rep", "south", Some("liang.bo")),
    person("deng.hui", "邓慧", "south", "sales_rep", "south", Some("liang.bo")),
    person("song.kai", "宋凯", "north", "sales_rep", "north", Some("gao.yan")),
    person("han.xue", "韩雪", "north", "sales_rep", "north", Some("gao.yan")),
    person("lin.xiao", "林晓", "product", "product_manager", "company", Some("zhou.guodong")),
    person("he.yong", "何勇", "product", "presales", "company", Some("lin.xiao")),
    person("qian.hong", "钱红", "finance", "finance_manager", "company", Some("zhou.guodong")),
    person("wu.min", "吴敏", "finance", "finance_specialist", "company", Some("qian.hong")),
    person("tang.li", "唐莉", "finance", "cashier", "company", Some("qian.hong")),
    person("fang.zheng", "方正", "legal", "legal_specialist", "company", Some("zhou.guodong")),
    person("jiang.tao", "江涛", "delivery", "delivery_manager", "company", Some("zhou.guodong")),
    person("pan.yun", "潘云", "records", "admin_archivist", "company", Some("zhou.guodong")),
    person("xie.lan", "谢兰", "service", "service_agent", "company", Some("jiang.tao")),
    person("cao.yi", "曹毅", "operations", "sales_ops", "company", Some("zhou.guodong")),
    person("yan.ming", "严明", "audit", "auditor", "company", Some("zhou.guodong")),
    person("admin", "管理员", "it", "sys_admin", "company", None),
    person("ding.an", "丁安", "it", "security_admin", "company", None),
];

const fn unit(key: &'static str, name: &'static str, above: Option<&'static str>) -> Unit {
    Unit { key, name, above }
}

const fn person(
    login: &'static str,
    name: &'static str,
    unit: &'static str,
    role: &'static str,
    answers_for: &'static str,
    reports_to: Option<&'static str>,
) -> Member {
    Member { login, name, unit, role, answers_for, reports_to }
}
