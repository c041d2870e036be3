//! Questions against a schema: that every field and argument is known, and that every variable is of the wanted type.

use std::collections::BTreeMap;

use graphql_parser::query::{
    self, Definition, OperationDefinition, Selection, SelectionSet, Value, VariableDefinition,
};
use graphql_parser::schema::{self, TypeDefinition, TypeExtension};

/// A type, without list and necessity, and whether it must be there.
#[derive(Clone)]
struct Kind {
    name: String,
    is_required: bool,
}

#[derive(Clone)]
struct Field {
    kind: Kind,
    arguments: BTreeMap<String, Kind>,
}

/// The types of a schema with their fields; those of input have fields without arguments, those of a choice its members.
pub(super) struct Schema(BTreeMap<String, BTreeMap<String, Field>>);

type Checked = Result<(), String>;
type Variables<'a> = BTreeMap<&'a str, Kind>;

impl Kind {
    fn of(kind: &query::Type<'static, String>) -> Self {
        match kind {
            query::Type::NamedType(name) => Self { name: name.clone(), is_required: false },
            query::Type::ListType(inner) => Self { is_required: false, ..Self::of(inner) },
            query::Type::NonNullType(inner) => Self { is_required: true, ..Self::of(inner) },
        }
    }
}

fn argument(value: &schema::InputValue<'static, String>) -> (String, Kind) {
    let kind = Kind::of(&value.value_type);
    (value.name.clone(), Kind { is_required: kind.is_required && value.default_value.is_none(), ..kind })
}

fn output(field: &schema::Field<'static, String>) -> (String, Field) {
    let arguments = field.arguments.iter().map(argument).collect();
    (field.name.clone(), Field { kind: Kind::of(&field.field_type), arguments })
}

fn input(value: &schema::InputValue<'static, String>) -> (String, Field) {
    let (name, kind) = argument(value);
    (name, Field { kind, arguments: BTreeMap::new() })
}

fn member(name: &str) -> (String, Field) {
    let kind = Kind { name: name.to_owned(), is_required: false };
    (name.to_owned(), Field { kind, arguments: BTreeMap::new() })
}

impl Schema {
    pub(super) fn read(text: &str) -> Self {
        let mut types: BTreeMap<String, BTreeMap<String, Field>> = BTreeMap::new();
        let document = schema::parse_schema::<String>(text).unwrap().into_static();
        for definition in document.definitions {
            use schema::Definition::{TypeDefinition as Defined, TypeExtension as Extended};
            let (name, fields): (_, Vec<_>) = match definition {
                Defined(TypeDefinition::Object(it)) => (it.name, it.fields.iter().map(output).collect()),
                Extended(TypeExtension::Object(it)) => (it.name, it.fields.iter().map(output).collect()),
                Defined(TypeDefinition::InputObject(it)) => (it.name, it.fields.iter().map(input).collect()),
                Extended(TypeExtension::InputObject(it)) => (it.name, it.fields.iter().map(input).collect()),
                Defined(TypeDefinition::Union(it)) => (it.name, it.types.iter().map(|name| member(name)).collect()),
                _ => continue,
            };
            types.entry(name).or_default().extend(fields);
        }
        Self(types)
    }

    /// All operations of a document.
    pub(super) fn check(&self, document: &str) -> Checked {
        let document = query::parse_query::<String>(document).map_err(|error| error.to_string())?.into_static();
        for definition in &document.definitions {
            let (root, variables, selection) = match definition {
                Definition::Operation(OperationDefinition::Query(it)) => {
                    ("Query", &it.variable_definitions, &it.selection_set)
                }
                Definition::Operation(OperationDefinition::Mutation(it)) => {
                    ("Mutation", &it.variable_definitions, &it.selection_set)
                }
                _ => return Err("neither a query nor a mutation".to_owned()),
            };
            let of = |it: &'_ VariableDefinition<'static, String>| Kind::of(&it.var_type);
            let variables = variables.iter().map(|it| (it.name.as_str(), of(it))).collect();
            self.selection(root, selection, &variables)?;
        }
        Ok(())
    }

    fn selection(&self, on: &str, selection: &SelectionSet<'static, String>, variables: &Variables) -> Checked {
        match (self.0.get(on), selection.items.is_empty()) {
            (None, true) => return Ok(()),
            (Some(_), false) => {}
            _ => return Err(format!("{on} has members that must be named, or none that can be")),
        }
        for item in &selection.items {
            let (name, inner, given) = match item {
                Selection::Field(it) => (&it.name, &it.selection_set, &it.arguments[..]),
                Selection::InlineFragment(it) => match &it.type_condition {
                    Some(query::TypeCondition::On(name)) => (name, &it.selection_set, &[][..]),
                    None => return Err("a part without a type".to_owned()),
                },
                Selection::FragmentSpread(it) => return Err(format!("{} is not used by us", it.fragment_name)),
            };
            let field = self.0[on].get(name).ok_or_else(|| format!("{on} has no {name}"))?;
            self.values(&field.arguments, given.iter().map(|(name, value)| (name, value)), variables)?;
            self.selection(&field.kind.name, inner, variables)?;
        }
        Ok(())
    }

    fn values<'a>(
        &self,
        known: &BTreeMap<String, Kind>,
        given: impl Iterator<Item = (&'a String, &'a Value<'static, String>)> + Clone,
        variables: &Variables,
    ) -> Checked {
        let has = |wanted: &String| given.clone().any(|(name, _)| name == wanted);
        if let Some((missing, _)) = known.iter().find(|(name, kind)| kind.is_required && !has(name)) {
            return Err(format!("{missing} is required"));
        }
        for (name, value) in given {
            let kind = known.get(name).ok_or_else(|| format!("no argument {name}"))?;
            self.value(kind, value, variables)?;
        }
        Ok(())
    }

    fn value(&self, kind: &Kind, value: &Value<'static, String>, variables: &Variables) -> Checked {
        match value {
            Value::Variable(name) => {
                let given = variables.get(name.as_str()).ok_or_else(|| format!("${name} is not declared"))?;
                let fits = given.name == kind.name && (given.is_required || !kind.is_required);
                if fits { Ok(()) } else { Err(format!("${name} is {}, not {}", given.name, kind.name)) }
            }
            Value::List(values) => values.iter().try_for_each(|value| self.value(kind, value, variables)),
            Value::Object(members) => self.values(&self.input(&kind.name)?, members.iter(), variables),
            _ => Ok(()),
        }
    }

    fn input(&self, name: &str) -> Result<BTreeMap<String, Kind>, String> {
        let fields = self.0.get(name).ok_or_else(|| format!("{name} has no members"))?;
        Ok(fields.iter().map(|(name, field)| (name.clone(), field.kind.clone())).collect())
    }
}
