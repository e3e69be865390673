/**
 * TLS over a conversation (RFC 8446, RFC 5246): the JDK's engine as a talk around a talk, the
 * records as they pass, and why a certificate is not to be trusted.
 */
package dev.jnet.walk.tls;
