package dev.jnet.walk.tls;

import javax.net.ssl.X509ExtendedTrustManager;

/**
 * How TLS is to be spoken.
 *
 * @param authorities whose signature counts
 * @param store what these are called in a report
 * @param insecure whether a certificate that is not to be trusted is accepted
 * @param keys whoever wants to know the secrets
 */
public record TlsPlan(
    X509ExtendedTrustManager authorities, String store, boolean insecure, TlsKeys keys) {}
