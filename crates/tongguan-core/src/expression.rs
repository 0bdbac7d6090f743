//! Conditions that a definition writes itself, in CEL, over the view of a deal.
//!
//! The view is total: every field that the definition declares is there or is null (see [`view`]). Whatever goes wrong
//! (an unknown field, a null where a number is asked for, an overflow, a panic of the library) is a fault and never a
//! pass. An expression is short, not deeply nested, and loops at most twice, so that it ends soon.

mod value;
mod view;

use cel::common::ast::{Expr, IdedExpr};
use cel::{Context, Program, Value};
use serde_json::Value as Json;

pub use view::{example, view};

/// Longest expression, characters.
const LONGEST: usize = 1000;
/// Deepest nesting of brackets.
const DEEPEST: usize = 16;
/// Most macros that loop (`all`, `exists`, `exists_one`, `map`, `filter`).
const MOST_LOOPS: usize = 2;
/// Stack of the thread on which foreign code runs, bytes.
const STACK: usize = 16 << 20;
/// The one variable.
const ROOT: &str = "deal";
/// Functions that may be called; operators are named with signs.
const FUNCTIONS: &[&str] = &["size", "contains", "startsWith", "endsWith"];

/// What is wrong with an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Too long, too deep, or with too many loops.
    TooLarge,
    /// It cannot be read.
    Syntax,
    /// It names a variable or field that the view does not have.
    UnknownName(String),
    /// It calls a function that is not offered.
    UnknownFunction(String),
    /// A part of it does not fit the types of the view, or the whole is not true or false.
    Type(String),
}

/// Whether an expression is sound over deals of a definition; `example` is a view with a value of its type in every field.
pub fn check(source: &str, example: &Json) -> Result<(), Fault> {
    guarded(source, example, |program, example| {
        names(program, example)?;
        let mut context = Context::default();
        context.add_variable_from_value(ROOT, value::of(example));
        atoms(program.expression()).into_iter().try_for_each(|atom| match Value::resolve(atom, &context) {
            Ok(Value::Bool(_)) => Ok(()),
            Ok(other) => Err(Fault::Type(format!("{:?}", other.type_of()))),
            Err(error) => Err(Fault::Type(error.to_string())),
        })
    })
}

/// Whether an expression holds for a deal; a fault where that cannot be said.
pub fn holds(source: &str, view: &Json) -> Result<bool, Fault> {
    guarded(source, view, |program, view| {
        let mut context = Context::default();
        context.add_variable_from_value(ROOT, value::of(view));
        match program.execute(&context) {
            Ok(Value::Bool(holds)) => Ok(holds),
            Ok(other) => Err(Fault::Type(format!("{:?}", other.type_of()))),
            Err(error) => Err(Fault::Type(error.to_string())),
        }
    })
}

/// Compiles and runs on a thread of its own: the library is not ours, and a panic in it is a fault like any other.
fn guarded<T: Send>(
    source: &str,
    view: &Json,
    run: impl FnOnce(&Program, &Json) -> Result<T, Fault> + Send,
) -> Result<T, Fault> {
    if is_too_large(source) {
        return Err(Fault::TooLarge);
    }
    let compiled = || {
        let program = Program::compile(source).map_err(|_| Fault::Syntax)?;
        run(&program, view)
    };
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let running = thread.spawn_scoped(scope, compiled).map_err(|_| Fault::TooLarge)?;
        running.join().unwrap_or(Err(Fault::Syntax))
    })
}

fn is_too_large(source: &str) -> bool {
    let mut depth = 0_usize;
    let mut deepest = 0;
    for sign in source.chars() {
        match sign {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    let calls = ["all", "exists", "exists_one", "map", "filter"].map(|name| format!(".{name}("));
    let tight: String = source.split_whitespace().collect();
    let loops: usize = calls.iter().map(|call| tight.matches(call.as_str()).count()).sum();
    // Signs that nest without brackets (`!`, `-`, `?:`) are bounded by the length.
    source.chars().count() > LONGEST || deepest > DEEPEST || loops > MOST_LOOPS
}

/// Every name is the variable, a loop's own, or a field of the view; every function is offered.
fn names(program: &Program, example: &Json) -> Result<(), Fault> {
    let references = program.references();
    let is_operator = |name: &str| !name.starts_with(|c: char| c.is_ascii_alphabetic());
    let strange =
        references.functions().into_iter().find(|name| !is_operator(name) && !FUNCTIONS.contains(name));
    if let Some(name) = strange {
        return Err(Fault::UnknownFunction(name.to_owned()));
    }
    let mut found = Ok(());
    walk(program.expression(), &mut |node| {
        if let (Ok(()), Err(fault)) = (&found, path_exists(node, example)) {
            found = Err(fault);
        }
    });
    found
}

/// A chain of selections that starts at the variable must exist in the view.
fn path_exists(node: &IdedExpr, example: &Json) -> Result<(), Fault> {
    let Some(path) = path_of(node) else { return Ok(()) };
    let mut at = example;
    for (number, name) in path.iter().enumerate() {
        let Some(next) = at.as_object().and_then(|object| object.get(*name)) else {
            return Err(Fault::UnknownName(format!("{ROOT}.{}", path[..=number].join("."))));
        };
        at = next;
    }
    Ok(())
}

fn path_of(node: &IdedExpr) -> Option<Vec<&str>> {
    match &node.expr {
        Expr::Ident(name) => (name == ROOT).then(Vec::new),
        Expr::Select(select) => {
            let mut path = path_of(&select.operand)?;
            path.push(&select.field);
            Some(path)
        }
        _ => None,
    }
}

fn walk<'e>(node: &'e IdedExpr, visit: &mut dyn FnMut(&'e IdedExpr)) {
    visit(node);
    match &node.expr {
        Expr::Call(call) => call.target.as_deref().into_iter().chain(&call.args).for_each(|n| walk(n, visit)),
        Expr::List(list) => list.elements.iter().for_each(|n| walk(n, visit)),
        Expr::Select(select) => walk(&select.operand, visit),
        Expr::Comprehension(inner) => {
            for part in
                [&inner.iter_range, &inner.accu_init, &inner.loop_cond, &inner.loop_step, &inner.result]
            {
                walk(part, visit);
            }
        }
        _ => {}
    }
}

/// The parts that `&&`, `||`, `!` and `?:` put together: each is judged alone, because the whole may not look at all.
fn atoms(node: &IdedExpr) -> Vec<&IdedExpr> {
    match &node.expr {
        Expr::Call(call) if ["_&&_", "_||_", "!_", "_?_:_"].contains(&call.func_name.as_str()) => {
            call.args.iter().flat_map(atoms).collect()
        }
        _ => vec![node],
    }
}
