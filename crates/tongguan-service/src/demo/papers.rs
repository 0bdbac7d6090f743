//! A few small files that the demo's deals refer to: real ones, of one page each.

use anyhow::Context as _;
use jiff::Timestamp;
use tongguan_core::digest::Digest;
use tongguan_core::id::TenantId;
use tongguan_store::file::content::ContentStore;
use tongguan_store::file::{self, File};
use tongguan_store::{Database, StoreError};

/// The files, by what they show.
#[derive(Debug, Clone, Copy)]
pub struct Papers {
    pub survey: Digest,
    pub mail: Digest,
    pub quotation: Digest,
    pub contract: Digest,
    pub scan: Digest,
    pub acceptance: Digest,
    pub letter: Digest,
}

/// Lays the files into the content store and notes them.
pub async fn lay(
    db: &Database,
    files: &ContentStore,
    tenant: TenantId,
    at: Timestamp,
) -> anyhow::Result<Papers> {
    let pages = [
        ["现场调研纪要", "产线三条，工单靠纸质流转；对账每月约十二人天。"],
        ["客户确认邮件", "已阅，方案与时间安排无异议。"],
        ["商务报价单", "价格含税，有效期见正文。"],
        ["系统销售合同（文本）", "本合同一式四份，双方各执两份。"],
        ["系统销售合同（双方签署件扫描）", "已盖骑缝章，逐页核对。"],
        ["项目验收报告", "全部模块按合同附件二验收合格。"],
        ["催款函", "请于收到本函后五个工作日内付款或书面回复。"],
    ];
    let mut laid = Vec::new();
    for [title, line] in pages {
        laid.push(store(db, files, tenant, at, page(title, line)).await?);
    }
    let [survey, mail, quotation, contract, scan, acceptance, letter] =
        <[Digest; 7]>::try_from(laid).ok().context("a digest for each page")?;
    Ok(Papers { survey, mail, quotation, contract, scan, acceptance, letter })
}

async fn store(
    db: &Database,
    files: &ContentStore,
    tenant: TenantId,
    at: Timestamp,
    bytes: Vec<u8>,
) -> anyhow::Result<Digest> {
    let size_bytes = i64::try_from(bytes.len())?;
    let sha256 = files.put(tenant.0, bytes).await?;
    let media_type = "application/pdf".to_owned();
    let known = File { sha256, size_bytes, media_type, created_by: None, created_at: at };
    let noted: Result<bool, StoreError> = db
        .write(move |tx| {
            let known = known.clone();
            Box::pin(async move { file::record(tx, tenant.0, &known).await })
        })
        .await;
    noted?;
    Ok(Digest(sha256))
}

/// A PDF of one page with a title and a line, in the font for Chinese that every reader brings along.
fn page(title: &str, line: &str) -> Vec<u8> {
    let hex = |text: &str| text.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<String>();
    let drawn = format!(
        "BT /F1 22 Tf 72 760 Td <{}> Tj ET BT /F1 12 Tf 72 720 Td <{}> Tj ET BT /F1 9 Tf 72 60 Td <{}> Tj ET",
        hex(title),
        hex(line),
        hex("通关示例科技有限公司 · 演示文件")
    );
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{drawn}\nendstream", drawn.len()),
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [6 0 R] >>"
            .to_owned(),
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) \
         /Ordering (GB1) /Supplement 4 >> /FontDescriptor 7 0 R /DW 1000 >>"
            .to_owned(),
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 \
         /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
            .to_owned(),
    ];
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut starts = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        starts.push(pdf.len());
        pdf.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let table = pdf.len();
    pdf.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    starts.iter().for_each(|start| pdf.push_str(&format!("{start:010} 00000 n \n")));
    let size = objects.len() + 1;
    pdf.push_str(&format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"));
    pdf.into_bytes()
}
