//! The export dialog: what, in which form, how much, and the first rows of what will be written.

use std::io::{self, Write};
use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{
    Align, Button, CornerRadius, Grid, Label, Layout as Direction, Rect, RichText, ScrollArea,
    Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2,
};

use super::heading;
use crate::app::export::{ExportForm, Scope};
use crate::app::jobs::Ask;
use crate::app::{Action, App, Dialog};
use crate::export::{self, Format, Layout, Silent, Subject};
use crate::ui::theme::{Look, bold, font};
use crate::ui::{Actions, widgets};
use crate::view::Sheet;

/// How much of the file the preview shows.
const ROWS: usize = 40;
const COLUMNS: usize = 24;

/// The first rows of what a form would write.
#[derive(Default)]
pub struct Preview {
    made_for: Option<(ExportForm, Arc<Sheet>)>,
    name: String,
    rows: Vec<Vec<String>>,
    tasks: usize,
    more: bool,
}

impl Preview {
    /// Shows the dialog.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        app: &App,
        form: &ExportForm,
        look: &Look,
        actions: &mut Actions,
    ) {
        self.update(app, form);
        let window = ui.ctx().content_rect();
        let size = vec2(
            (window.width() - 120.0).clamp(560.0, 1080.0),
            (window.height() - 140.0).clamp(340.0, 600.0),
        );
        ui.set_width(size.x);
        ui.set_height(size.y);
        let all = ui.max_rect();
        let left = Rect::from_min_size(all.min, vec2(264.0, size.y));
        let right = Rect::from_min_max(pos2(left.right() + 24.0, all.top()), all.min + size);
        let mut form_ui = ui.new_child(UiBuilder::new().id_salt("form").max_rect(left));
        let new = self.form(&mut form_ui, app, form, look, actions);
        let mut page = ui.new_child(UiBuilder::new().id_salt("page").max_rect(right));
        self.page(&mut page, look);
        ui.allocate_rect(
            Rect::from_min_size(all.min, size),
            eframe::egui::Sense::hover(),
        );
        if new != *form {
            actions.push(Action::Dialog(Some(Dialog::Export(new))));
        }
    }

    fn form(
        &self,
        ui: &mut Ui,
        app: &App,
        form: &ExportForm,
        look: &Look,
        actions: &mut Actions,
    ) -> ExportForm {
        let mut new = form.clone();
        heading(ui, "导出", look);
        ui.spacing_mut().item_spacing.y = 6.0;
        widgets::caption(ui, "内容", "", look);
        two_columns(ui, "layouts", &app.layouts(), |ui, layout| {
            let can = layout != Layout::Agency || form.agency.is_some();
            let radio = ui.add_enabled_ui(can, |ui| {
                ui.radio_value(&mut new.layout, layout, layout.label())
            });
            let why = "先在机构页或矩阵中选一个机构";
            radio.inner.on_disabled_hover_text(why);
        });
        ui.add_space(10.0);
        widgets::caption(ui, "格式", "", look);
        let formats = new.layout.formats();
        two_columns(ui, "formats", formats, |ui, format| {
            ui.radio_value(&mut new.format, format, format.label());
        });
        if !formats.contains(&new.format) {
            new.format = formats[0];
        }
        ui.add_space(10.0);
        widgets::caption(ui, "范围", "", look);
        let sheet = app.sheet();
        if form.layout == Layout::Agency {
            let words = format!("{}，全部方案", agency_label(app, form));
            ui.add(Label::new(words).truncate());
        }
        for (scope, label, count) in [
            (Scope::Shown, "当前筛选", sheet.shown.tasks),
            (Scope::All, "全部", sheet.all.tasks),
        ] {
            if form.layout == Layout::Agency {
                continue;
            }
            ui.horizontal(|ui| {
                ui.radio_value(&mut new.scope, scope, label);
                ui.with_layout(Direction::right_to_left(Align::Center), |ui| {
                    let words = format!("{count} 项");
                    ui.label(RichText::new(words).font(font(12.0)).color(look.dim));
                });
            });
        }
        ui.add_space(10.0);
        let what = match form.format {
            Format::Xlsx if form.layout == Layout::Agency => {
                "工作簿含责任清单、目标、共事机构和说明，注明机构沿革、计数和出处；A4 横向，打印时重复表头。"
            }
            Format::Xlsx => {
                "工作簿含责任矩阵、任务分解表、任务清单、目标和说明五张表，注明筛选条件、图例和出处；A3 横向，打印时重复表头。"
            }
            Format::Csv => "UTF-8 文本表格，列名固定，可用 Excel、WPS 或程序读取。",
            Format::Pdf | Format::Png | Format::Svg => "按页面排好，与打印出来的一样。",
            Format::Docx => {
                "公文格式的 Word 文档：仿宋、黑体、楷体，表头每页重复，行不跨页，标题可在导航窗格中跳转；注明筛选条件、图例和出处。"
            }
            Format::Html => {
                "一个文件的网页，含矩阵、任务分解表和目标，可搜索、筛选、排序、打印，不联网；注明筛选条件、图例和出处。"
            }
            Format::Ics => {
                "日历文件，可导入 Outlook、手机等日历；有时限的目标是全天事项，定期的目标按期重复。"
            }
        };
        ui.add(Label::new(RichText::new(what).font(font(12.0)).color(look.dim)).wrap());

        let bottom = ui.max_rect().bottom();
        let foot = Rect::from_min_max(
            pos2(ui.max_rect().left(), bottom - 62.0),
            pos2(ui.max_rect().right(), bottom),
        );
        let mut foot = ui.new_child(UiBuilder::new().id_salt("foot").max_rect(foot));
        let name = RichText::new(&self.name).font(font(12.0)).color(look.dim);
        foot.add(Label::new(name).truncate())
            .on_hover_text(&self.name);
        foot.add_space(6.0);
        foot.horizontal(|ui| {
            let cancel = ui.add(Button::new("取消").min_size(vec2(58.0, 30.0)));
            if cancel.clicked() {
                actions.push(Action::Dialog(None));
            }
            ui.with_layout(Direction::right_to_left(Align::Center), |ui| {
                let words = match form.format {
                    Format::Xlsx => "导出 Excel…",
                    Format::Csv => "导出 CSV…",
                    Format::Docx => "导出 Word…",
                    Format::Html => "导出网页…",
                    Format::Ics => "导出日历…",
                    Format::Pdf => "导出 PDF…",
                    Format::Png | Format::Svg => "导出图片…",
                };
                let button = widgets::primary_button(words, look).min_size(vec2(101.0, 30.0));
                let button = ui.add_enabled(self.tasks > 0, button);
                let enter = ui.input_mut(|input| {
                    input.consume_key(eframe::egui::Modifiers::NONE, eframe::egui::Key::Enter)
                });
                if button.clicked() || (enter && self.tasks > 0) {
                    actions.push(Action::Export(form.clone()));
                }
            });
        });
        new
    }

    fn page(&self, ui: &mut Ui, look: &Look) {
        let rect = ui.max_rect();
        let painter = ui.painter();
        let corner = CornerRadius::same(4);
        painter.rect(
            rect,
            corner,
            look.background,
            Stroke::new(1.0, look.line),
            StrokeKind::Inside,
        );
        let inner = rect.shrink(12.0);
        let mut page = ui.new_child(UiBuilder::new().id_salt("preview").max_rect(inner));
        let words = if self.more {
            format!("预览（前 {} 行）", self.rows.len().saturating_sub(1))
        } else {
            format!("预览（共 {} 行）", self.rows.len().saturating_sub(1))
        };
        page.label(RichText::new(words).font(font(12.0)).color(look.dim));
        ScrollArea::both()
            .id_salt("preview rows")
            .auto_shrink(false)
            .show(&mut page, |ui| {
                let widths = widths(&self.rows);
                ui.spacing_mut().item_spacing.y = 0.0;
                for (nth, row) in self.rows.iter().enumerate() {
                    let size = vec2(widths.iter().sum::<f32>(), 24.0);
                    let (line, _) = ui.allocate_exact_size(size, eframe::egui::Sense::hover());
                    let painter = ui.painter();
                    let mut x = line.left();
                    for (cell, width) in row.iter().zip(&widths) {
                        let face = if nth == 0 { bold(12.0) } else { font(12.0) };
                        let format = eframe::egui::TextFormat::simple(face, look.text);
                        let mut job = LayoutJob::single_section(cell.clone(), format);
                        job.wrap = TextWrapping::truncate_at_width(width - 8.0);
                        let galley = painter.layout_job(job);
                        let at = pos2(x, line.center().y - galley.size().y / 2.0);
                        painter.galley(at, galley, look.text);
                        x += width;
                    }
                    let colour = if nth == 0 { look.line } else { look.hairline };
                    painter.hline(
                        line.x_range(),
                        line.bottom() - 0.5,
                        Stroke::new(1.0, colour),
                    );
                }
            });
    }

    /// Makes the first rows anew when the form or the sheet changed.
    fn update(&mut self, app: &App, form: &ExportForm) {
        let same = self
            .made_for
            .as_ref()
            .is_some_and(|(known, sheet)| known == form && Arc::ptr_eq(sheet, app.sheet()));
        if same {
            return;
        }
        self.made_for = Some((form.clone(), Arc::clone(app.sheet())));
        self.name = app.suggestion(&Ask::Export(form.clone())).1;
        let Some(content) = form.content(app.sheet_for(form)) else {
            (self.tasks, self.rows, self.more) = (0, Vec::new(), false);
            return;
        };
        self.tasks = content.subject().sheet().shown.tasks;
        let mut out = Head::default();
        // The timeline is pages only: its rows are the targets.
        let table = match content.subject() {
            Subject::Timeline(sheet) => Subject::Targets(sheet),
            subject => subject,
        };
        // The writer stops once it has enough; what it has is whole up to there.
        let finished = export::write(table, Format::Csv, &mut out, &Silent).is_ok();
        let text = out
            .bytes
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(&out.bytes);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text);
        let mut rows: Vec<Vec<String>> = reader
            .records()
            .map_while(Result::ok)
            .map(|record| {
                let cells = record.iter().take(COLUMNS);
                cells.map(|cell| cell.replace(['\r', '\n'], " ")).collect()
            })
            .take(ROWS + 2)
            .collect();
        // The last row of a cut text may be cut itself.
        if !finished && rows.len() > 1 {
            rows.pop();
        }
        self.more = !finished || rows.len() > ROWS + 1;
        rows.truncate(ROWS + 1);
        self.rows = rows;
    }
}

/// The agency that a form asks for, by its name on the screen.
fn agency_label<'a>(app: &'a App, form: &ExportForm) -> &'a str {
    let workspace = &app.data().workspace;
    let agency = form.agency.as_deref();
    let agency = agency.and_then(|id| workspace.agency_by_id(id));
    agency.map_or("", |ix| workspace.agency(ix).label())
}

/// Choices beside each other: in one column they would not fit into a laptop's window.
fn two_columns<T: Copy>(ui: &mut Ui, name: &str, all: &[T], mut add: impl FnMut(&mut Ui, T)) {
    Grid::new(name)
        .num_columns(2)
        .min_col_width(120.0)
        .spacing(vec2(8.0, 6.0))
        .show(ui, |ui| {
            for pair in all.chunks(2) {
                for &one in pair {
                    add(ui, one);
                }
                ui.end_row();
            }
        });
}

/// Takes the first bytes and then no more.
#[derive(Default)]
struct Head {
    bytes: Vec<u8>,
}

impl Write for Head {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() > 64 * 1024 {
            return Err(io::Error::other("enough"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A width for each column of the preview: its widest cell, within reason.
fn widths(rows: &[Vec<String>]) -> Vec<f32> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    (0..count)
        .map(|column| {
            let widest = rows
                .iter()
                .filter_map(|row| row.get(column))
                .map(|cell| {
                    let units = cell.chars().map(|c| if c.is_ascii() { 6.8 } else { 12.0 });
                    units.sum::<f32>()
                })
                .fold(0.0, f32::max);
            widest.clamp(24.0, 168.0) + 14.0
        })
        .collect()
}
