package dev.jnet.walk.tls;

import javax.net.ssl.X509ExtendedTrustManager;

/**
 * How a TLS session is to be made.
 *
 * @param authorities verifies a chain by the authorities that it trusts
 * @param store the name of these authorities in a report
 * @param insecure whether a certificate is accepted that cannot be verified
 * @param keys receives the secrets
 */
public record TlsPlan(
    X509ExtendedTrustManager authorities, String store, boolean insecure, TlsKeys keys) {}
