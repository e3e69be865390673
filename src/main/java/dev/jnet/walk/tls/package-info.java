/**
 * TLS over a conversation (RFC 8446, RFC 5246): the JDK's engine as a talk around another talk, the
 * records that pass, and why a certificate is not trusted.
 */
package dev.jnet.walk.tls;
