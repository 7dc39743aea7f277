//! What the export dialog says of formats.

use crate::export::{Format, Layout};

/// What the button says.
pub(super) fn export_words(format: Format) -> &'static str {
    match format {
        Format::Xlsx => "导出 Excel…",
        Format::Csv => "导出 CSV…",
        Format::Docx => "导出 Word…",
        Format::Html => "导出网页…",
        Format::Ics => "导出日历…",
        Format::Pdf => "导出 PDF…",
        Format::Ofd => "导出 OFD…",
        Format::Pptx => "导出 PPT…",
        Format::Png | Format::Svg => "导出图片…",
    }
}

/// What a file of this kind is, in a sentence; empty where the page shows it.
pub(super) fn explanation(layout: Layout, format: Format) -> &'static str {
    match format {
        Format::Xlsx if layout == Layout::Division => {
            "一张 A4 横向的任务分解表，章节排在行间，打印时重复表头。"
        }
        Format::Xlsx if layout == Layout::Duties => {
            "一张 A4 横向的责任清单：选中机构的角色、牵头和责任单位、时限和出处，打印时重复表头。"
        }
        Format::Xlsx if layout == Layout::Goals => {
            "一张 A4 横向的目标清单：指标、目标值、完成时限和责任单位，章节排在行间，打印时重复表头。"
        }
        Format::Xlsx if layout == Layout::Due => {
            "一张 A4 横向的到期清单：按时间先后，写明任务、牵头和责任单位、出处，打印时重复表头。"
        }
        Format::Xlsx if layout == Layout::Changes => {
            "一张 A4 横向的修改对照表：原文、现文和影响单位，章节排在行间，打印时重复表头。"
        }
        Format::Xlsx if layout == Layout::Ledger => {
            "可填报的台账：空栏可写，完成状态可选，填报日期受检查；带截止日期，每行有隐藏的标识，交回后可对上。"
        }
        Format::Docx if layout.form().is_some() => {
            "一张连续的表，按公文格式排版，单位名称不断行，表头每页重复。"
        }
        Format::Html if layout == Layout::Slides => {
            "一个文件的网页，一次一张：→ ← 空格翻页，数字加回车到那一页，B 黑屏、W 白屏，Esc 全部列出；可打印，不联网。"
        }
        Format::Html if layout.form().is_some() => "一个文件的网页，一张表，可打印，不联网。",
        Format::Csv if layout.form().is_some() => {
            "UTF-8 文本表格，每项一行，带章节，可用 Excel、WPS 或程序读取。"
        }
        Format::Xlsx if layout == Layout::Agency => {
            "工作簿含责任清单、目标、共事机构和说明，注明机构沿革、计数和出处；A4 横向，打印时重复表头。"
        }
        Format::Xlsx => {
            "工作簿含责任矩阵、任务清单、职责分工、目标和说明五张表，注明筛选条件、图例和出处；A3 横向，打印时重复表头。"
        }
        Format::Docx if layout == Layout::Timeline => {
            "每组一张表，一列一年、一季或一月；方案开始到时限的格子着色，写明目标值和时限；没有时限的另列一张表。"
        }
        Format::Docx => {
            "公文格式的 Word 文档：仿宋、黑体、楷体，表头每页重复，行不跨页，标题可在导航窗格中跳转；注明筛选条件、图例和出处。"
        }
        Format::Csv => "UTF-8 文本表格，列名固定，可用 Excel、WPS 或程序读取。",
        Format::Html if layout == Layout::Agency => {
            "一个文件的网页：各角色的任务、经集合机构的任务、目标和时限，可打印，不联网。"
        }
        Format::Html => {
            "一个文件的网页，含矩阵、任务清单和目标，可搜索、筛选、排序、打印，不联网；注明筛选条件、图例和出处。"
        }
        Format::Ics => {
            "日历文件，可导入 Outlook、手机等日历；有时限的目标是全天事项，提前 30 天和 7 天提醒，定期的目标按期重复。"
        }
        Format::Pptx => "演示文稿，文字和图形都可修改，用 PowerPoint 或 WPS 演示打开。",
        Format::Pdf | Format::Ofd | Format::Png | Format::Svg => "",
    }
}
