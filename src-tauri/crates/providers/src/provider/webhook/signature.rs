//! Signatures of Standard Webhooks: the message's id, the instant of the attempt and the very bytes of the body.
//! <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#signature-scheme>

use std::fmt::{self, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::delivery::{Delivery, Failure};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretSlice, SecretString};
use sha2::Sha256;

/// Stands before a secret that is written in base64.
const PREFIX: &str = "whsec_";

/// What messages are signed with. Never shown.
pub struct Key(SecretSlice<u8>);

/// Without the key.
impl fmt::Debug for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Key")
    }
}

impl Key {
    /// The key in a secret: in base64 behind its prefix, else the letters themselves. `None` where it is no base64 there.
    pub fn read(secret: &SecretString) -> Option<Self> {
        let text = secret.expose_secret();
        let bytes = match text.strip_prefix(PREFIX) {
            Some(encoded) => STANDARD.decode(encoded).ok()?,
            None => text.as_bytes().to_vec(),
        };
        Some(Self(SecretSlice::from(bytes)))
    }

    /// The signature of a message that leaves at this second since 1970.
    pub fn sign(&self, id: &str, at: i64, body: &[u8]) -> Result<SecretString, Failure> {
        // A key of any length is taken.
        let mac = Hmac::<Sha256>::new_from_slice(self.0.expose_secret());
        let mut mac = mac.map_err(|_| Failure::Unauthorized)?;
        for part in [id.as_bytes(), b".", at.to_string().as_bytes(), b".", body] {
            mac.update(part);
        }
        Ok(SecretString::from(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))))
    }
}

/// Our delivery as the id of a message: the same at every try. It has no full stop, which stands between the signed parts, and
/// nothing that cannot stand in a header; no two deliveries have the same.
pub fn id(delivery: &Delivery) -> String {
    delivery.id.as_str().bytes().fold(String::new(), |mut id, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => id.push(char::from(byte)),
            // Writing to a text cannot fail.
            _ => {
                let _ = write!(id, "%{byte:02X}");
            }
        }
        id
    })
}
