//! While the words are typed: the form for all audiences as it would leave now, at each key press.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant as Stopwatch;

use domain::incident::intent::Composition;
use domain::template::Template;
use engine::view::composition::CompositionView;

use super::Trouble;
use super::durable::ENTRIES;
use super::stage::{PHASE, Stage};
use crate::row::{Measured, Sorted, row};

/// What is typed letter by letter, into the field that every text to customers has.
const FIELD: &str = "still_works";
const TYPED: &str = "PayPal and bank transfer still work, and so do gift cards and payments that were begun before.";
const ROUNDS: usize = 5;

/// Measures, and gives the rows.
pub(super) fn measure(sample: &Path, scratch: &Path) -> Result<Measured, Trouble> {
    let stage = Stage::sample(sample, scratch)?;
    let incident = stage.incident(ENTRIES)?;
    let compose = |values: &BTreeMap<String, String>| {
        let composition = Composition {
            phase: PHASE,
            pattern: None,
            values: values.clone(),
            outputs: Vec::new(),
            components: BTreeMap::new(),
            accounts: None,
            facts: BTreeMap::new(),
            questions: None,
        };
        stage.engine.compose_all(&incident, &composition)
    };
    let form = compose(&BTreeMap::new())?;
    let mut values = filled(&form);
    let templates: Vec<Template> = chosen(&form).map(|output| stage.template(output)).collect::<Result<_, _>>()?;
    let whole = compose(&values)?;
    let names: Vec<&str> = whole.outputs.iter().filter(|it| it.chosen).map(|it| it.name.as_str()).collect();
    if let Some(faulty) = whole.outputs.iter().find(|it| it.chosen && !it.faults.is_empty()) {
        return Err(format!("the form is not whole: {}: {:?}", faulty.name, faulty.faults).into());
    }
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    // The first round warms up.
    for round in 0..=ROUNDS {
        for end in 1..=TYPED.len() {
            values.insert(FIELD.to_owned(), TYPED.get(..end).unwrap_or_default().to_owned());
            let pressed = Stopwatch::now();
            black_box(compose(&values)?);
            let took = pressed.elapsed();
            let began = Stopwatch::now();
            for template in &templates {
                black_box(template.render(&values).is_ok());
            }
            if round > 0 {
                theirs.push(began.elapsed());
                ours.push(took);
            }
        }
    }
    let what = format!("The form for all audiences in an incident of {ENTRIES} entries, one key press");
    let presses = ours.len();
    let (ours, theirs) = (Sorted::of(ours).spread(), Sorted::of(theirs).spread());
    let rows = row(&what, &ours, "rendering the same templates alone", &theirs);
    let how = format!(
        "- **Typing:** `Engine::compose_all`, as the window asks it when a key was pressed, for a sentence of {} letters that \
         is typed into a form in which everything else is filled in, {ROUNDS} rounds after one to warm up: {presses} key \
         presses. Beside the texts ({}) it tells where each goes, what stands against it, what their words contradict, which \
         accounts are hit, and whether the rules would let it leave. The window asks 60 ms after the last key press, so \
         that fast typing asks once; no network is needed.\n",
        TYPED.len(),
        names.join(", ")
    );
    Ok(Measured { rows, how })
}

fn chosen(form: &CompositionView) -> impl Iterator<Item = domain::template::Output> {
    form.outputs.iter().filter(|it| it.chosen).map(|it| it.output)
}

/// Every field with its example, or with what the incident knows.
fn filled(form: &CompositionView) -> BTreeMap<String, String> {
    let value = |field: &engine::view::composition::SharedField| {
        let known = form.values.get(&field.key).filter(|value| !value.is_empty()).cloned();
        let value = known.or_else(|| field.variable.example.clone());
        (field.key.clone(), value.unwrap_or_default())
    };
    form.fields.iter().map(value).collect()
}
