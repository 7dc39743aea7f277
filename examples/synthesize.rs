//! Writes a data file of made-up tasks and agencies, of any size.
//!
//! `cargo run --release --example synthesize -- --tasks 20000 --agencies 600 -o large.ron`

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::prelude::*;
use zeren::{store, synth};

const HELP: &str = "\
生成任意大小的示例数据。

用法：synthesize [选项] -o 文件

  -t, --tasks 数      任务数，默认 120
  -a, --agencies 数   机构数，默认 60
  -s, --seed 数       种子，相同的种子生成相同的数据，默认 1
  -o, --output 文件   写入的文件，原有文件会被替换
  -h, --help          显示本说明
";

struct Wanted {
    tasks: usize,
    agencies: usize,
    seed: u64,
    output: PathBuf,
}

fn main() -> ExitCode {
    let done = match wanted(lexopt::Parser::from_env()) {
        Ok(Some(wanted)) => make(&wanted),
        Ok(None) => Ok(HELP.to_owned()),
        Err(error) => Err(format!("error: {error}\nhint: synthesize --help 显示用法")),
    };
    // A closed pipe is no reason to complain.
    let (code, _) = match done {
        Ok(text) => (
            ExitCode::SUCCESS,
            std::io::stdout().write_all(text.as_bytes()),
        ),
        Err(text) => (
            ExitCode::from(2),
            std::io::stderr().write_all(format!("{text}\n").as_bytes()),
        ),
    };
    code
}

/// The number after an option.
fn number<T: std::str::FromStr>(arguments: &mut lexopt::Parser, name: &str) -> Result<T, String> {
    let value = arguments.value().map_err(|error| in_words(&error))?;
    let number = value.to_str().and_then(|text| text.parse().ok());
    number.ok_or_else(|| format!("{name} 的值“{}”不是数", value.display()))
}

/// The arguments; `None` when only the help was asked for.
fn wanted(mut arguments: lexopt::Parser) -> Result<Option<Wanted>, String> {
    let (mut tasks, mut agencies, mut seed, mut output) = (120, 60, 1, None);
    while let Some(argument) = arguments.next().map_err(|error| in_words(&error))? {
        let name = match &argument {
            Short(letter) => format!("-{letter}"),
            Long(name) => format!("--{name}"),
            Value(value) => return Err(format!("不认识参数“{}”", value.display())),
        };
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Short('t') | Long("tasks") => tasks = number(&mut arguments, &name)?,
            Short('a') | Long("agencies") => agencies = number(&mut arguments, &name)?,
            Short('s') | Long("seed") => seed = number(&mut arguments, &name)?,
            Short('o') | Long("output") => {
                output = Some(arguments.value().map_err(|error| in_words(&error))?);
            }
            _ => return Err(format!("不认识选项 {name}")),
        }
    }
    let size = |n: u64| usize::try_from(n).map_err(|_| format!("{n} 太大"));
    Ok(Some(Wanted {
        tasks: size(tasks)?,
        agencies: size(agencies)?,
        seed,
        output: output.ok_or("没有说写入哪个文件，用 -o 指定")?.into(),
    }))
}

fn in_words(error: &lexopt::Error) -> String {
    match error {
        lexopt::Error::MissingValue { option } => {
            format!("{} 后面缺少值", option.as_deref().unwrap_or("选项"))
        }
        lexopt::Error::UnexpectedValue { option, .. } => format!("{option} 不需要值"),
        other => other.to_string(),
    }
}

fn make(wanted: &Wanted) -> Result<String, String> {
    let mut dataset = synth::dataset(wanted.tasks, wanted.agencies, wanted.seed);
    synth::add_details(&mut dataset, wanted.seed);
    store::save(&wanted.output, &dataset).map_err(|error| error.to_string())?;
    Ok(format!(
        "已写入 {}：{} 项任务，{} 个机构，{} 份方案\n",
        wanted.output.display(),
        wanted.tasks,
        dataset.agencies.len(),
        dataset.plans.len(),
    ))
}
