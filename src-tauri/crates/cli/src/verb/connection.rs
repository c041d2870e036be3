//! `bwatch connections`: what is configured, whether it answers, and secrets into the keychain.

use std::io::Read;

use domain::agreement::Connection;
use domain::policy::Policy;
use domain::template::{Audience, Output as Written};
use engine::engine::Engine;
use engine::error::Error;
use secrecy::SecretString;
use serde_json::json;

use crate::options::connection::ConnectionVerb;
use crate::output::{Output, table};
use crate::verb::template::AUDIENCES;
use crate::verb::update::OUTPUTS;
use crate::verb::{values, word};
use crate::{Answer, Stop, time};

pub(super) fn run(engine: &Engine, verb: &ConnectionVerb, output: &Output) -> Result<Answer, Stop> {
    match verb {
        ConnectionVerb::List => {
            let connections = engine.connections()?;
            let zone = engine.zone();
            let value = connections.iter().map(|connection| {
                json!({
                    "id": connection.id,
                    "name": connection.name,
                    "provider": connection.provider,
                    "capabilities": connection.capabilities,
                    "absent": connection.absent,
                    "feeds": connection.feeds.iter().map(|feed| json!({
                        "feed": feed.name,
                        "count": feed.count,
                        "as_of": feed.as_of.and_then(|at| time::json_of(at, zone)),
                        "trouble": feed.trouble,
                    })).collect::<Vec<_>>(),
                    "secrets": connection.secrets,
                    "last_ok_at": connection.last_ok_at.and_then(|at| time::json_of(at, zone)),
                    "trouble": connection.trouble,
                    "armed": connection.armed,
                })
            });
            output.answer(&value.collect(), || {
                let row = |connection: &engine::view::connection::ConnectionView| {
                    vec![
                        connection.id.clone(),
                        connection.provider.clone(),
                        standing(connection.armed).to_owned(),
                        connection.capabilities.join(", "),
                        connection.trouble.clone(),
                    ]
                };
                table(&connections.iter().map(row).collect::<Vec<_>>())
            })?;
            Ok(Answer::Yes)
        }
        ConnectionVerb::Add { id, provider, name, options, audience, outputs, armed } => {
            let named = |audience: &String| word(audience, "audience", AUDIENCES, Audience::read);
            let said = |output: &String| word(output, "output", OUTPUTS, Written::read);
            let connection = Connection {
                id: id.as_str().into(),
                provider: provider.clone(),
                name: name.clone().unwrap_or_default(),
                options: values("--set", options)?,
                audiences: audience.iter().map(named).collect::<Result<_, _>>()?,
                outputs: outputs.iter().map(said).collect::<Result<_, _>>()?,
                armed: *armed,
                policy: Policy::default(),
            };
            let added = engine.add_connection(&connection)?;
            let writes = writes(engine, id)?;
            output.answer(
                &json!({ "id": added.id, "file": added.file, "missing": added.missing, "armed": added.armed }),
                || {
                    let mut said = vec![format!("{} stands in {}.", added.id, added.file)];
                    let lacks = |key: &&str| format!("It lacks its {key}: `bwatch connections secret {id} {key}`.");
                    if writes.is_empty() {
                        said.push(NOTHING.to_owned());
                    } else if !added.armed {
                        said.push(format!("It only reads: `bwatch connections arm {id}` lets it {writes}."));
                    }
                    said.extend(added.missing.iter().map(lacks));
                    said
                },
            )?;
            Ok(Answer::Yes)
        }
        ConnectionVerb::Arm { id } => arm(engine, id, true, output),
        ConnectionVerb::Disarm { id } => arm(engine, id, false, output),
        ConnectionVerb::Test { id } => {
            let known = engine.connections()?.into_iter().find(|known| &known.id == id);
            let armed = known.is_none_or(|known| known.armed);
            let answer = super::runtime()?.block_on(engine.check_connection(&id.as_str().into()))?;
            let value = json!({ "ok": answer.ok, "words": answer.words, "proofs": answer.proofs, "armed": armed });
            output.answer(&value, || {
                let mut said = vec![answer.words.clone(), format!("It is {}.", standing(armed))];
                let row = |proof: &engine::view::connection::ProofView| {
                    vec![proof.what.clone(), proof.state.clone(), proof.words.clone()]
                };
                said.extend(table(&answer.proofs.iter().map(row).collect::<Vec<_>>()));
                said
            })?;
            Ok(if answer.ok { Answer::Yes } else { Answer::No })
        }
        ConnectionVerb::Secret { id, field } => {
            let mut secret = String::new();
            std::io::stdin().read_to_string(&mut secret).map_err(|source| Error::File {
                what: "The secret cannot be read from standard input".to_owned(),
                source,
            })?;
            let secret = secret.trim_end_matches(['\r', '\n']).to_owned();
            if secret.is_empty() {
                return Err(Stop::Usage("Give the secret on standard input.".to_owned()));
            }
            engine.store_secret(&id.as_str().into(), field, SecretString::from(secret))?;
            output.answer(&json!({ "stored": true }), || vec!["Stored in the keychain.".to_owned()])?;
            Ok(Answer::Yes)
        }
        ConnectionVerb::Forget { id, field } => {
            engine.forget_secret(&id.as_str().into(), field)?;
            output.answer(&json!({ "stored": false }), || vec!["Removed from the keychain.".to_owned()])?;
            Ok(Answer::Yes)
        }
    }
}

/// Arms one, or lets it only read.
fn arm(engine: &Engine, id: &str, armed: bool, output: &Output) -> Result<Answer, Stop> {
    engine.arm_connection(&id.into(), armed)?;
    let writes = writes(engine, id)?;
    output.answer(&json!({ "id": id, "armed": armed }), || {
        vec![match (armed, writes.is_empty()) {
            (true, true) => format!("{id} is armed. {NOTHING}"),
            (true, false) => format!("{id} may {writes} now."),
            (false, _) => format!("{id} only reads now."),
        }]
    })?;
    Ok(Answer::Yes)
}

/// Of a connection through which nothing can leave.
const NOTHING: &str = "It only reads: there is nothing that could leave through it.";

/// What a connection may do where it is armed, in words; empty where nothing can leave through it.
fn writes(engine: &Engine, id: &str) -> Result<String, Stop> {
    let known = engine.connections()?.into_iter().find(|known| known.id == id);
    Ok(known.map(|known| known.writes).unwrap_or_default())
}

/// Whether something may be written there, as a table and a sentence have it.
fn standing(armed: bool) -> &'static str {
    if armed { "armed" } else { "not armed, it only reads" }
}
