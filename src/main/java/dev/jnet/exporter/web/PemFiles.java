package dev.jnet.exporter.web;

import dev.jnet.console.CommandException;
import dev.jnet.exporter.YamlSection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Reads certificates and private keys in PEM (RFC 7468), as openssl writes them. */
final class PemFiles {
  private static final int MAX_BYTES = 1 << 20;

  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN (RSA |EC |)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1PRIVATE KEY-----");

  private PemFiles() {}

  /**
   * What a setting gives.
   *
   * @param setting the setting's name
   * @param source what messages name: a file, or the setting itself
   * @param bytes in PEM
   */
  record Pem(String setting, String source, byte[] bytes) {}

  /**
   * What a setting gives in the file itself, or in a file that {@code KEY_file} names.
   *
   * @param folder in which files are that have relative paths
   * @throws CommandException when both are there, or the file cannot be read
   */
  static Optional<Pem> named(YamlSection tls, String key, Path folder) throws IOException {
    String setting = key + "_file";
    Optional<String> here = tls.text(key).filter(text -> !text.isEmpty());
    Optional<String> file = tls.text(setting).filter(name -> !name.isEmpty());
    if (here.isPresent() && file.isPresent()) {
      throw tls.mistake(setting, "give either " + key + " or " + setting);
    }
    if (here.isPresent()) {
      byte[] bytes = here.get().getBytes(StandardCharsets.ISO_8859_1);
      return Optional.of(new Pem(key, tls.name() + ": " + key, bytes));
    }
    return file.isPresent()
        ? Optional.of(read(setting, folder.resolve(file.get())))
        : Optional.empty();
  }

  private static Pem read(String setting, Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new CommandException("usage", file + ": no such file, or it may not be read");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new Pem(setting, file.toString(), in.readNBytes(MAX_BYTES));
    }
  }

  /**
   * The certificates of a text, at least one.
   *
   * @throws CommandException when there is none
   */
  static List<X509Certificate> chain(Pem pem) throws IOException {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Certificate each : factory.generateCertificates(new ByteArrayInputStream(pem.bytes()))) {
        chain.add((X509Certificate) each);
      }
    } catch (GeneralSecurityException e) {
      throw new CommandException(
          "usage", pem.source() + ": no certificates in PEM: " + e.getMessage());
    }
    if (chain.isEmpty()) {
      throw new CommandException("usage", pem.source() + ": there is no certificate in it");
    }
    return chain;
  }

  /**
   * The private key of a text: by PKCS #8, or an older form of a key for RSA or elliptic curves.
   *
   * @throws CommandException when there is none, or it is encrypted
   */
  static PrivateKey key(Pem pem) throws IOException {
    Matcher matcher = KEY.matcher(new String(pem.bytes(), StandardCharsets.ISO_8859_1));
    if (!matcher.find()) {
      throw new CommandException(
          "usage",
          pem.source()
              + ": no unencrypted private key in PEM; to remove a passphrase:"
              + " openssl pkey -in OLD -out NEW");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
      PrivateKeyInfo info =
          switch (matcher.group(1)) {
            case "RSA " -> rsa(RSAPrivateKey.getInstance(der));
            case "EC " -> curve(ECPrivateKey.getInstance(der));
            default -> PrivateKeyInfo.getInstance(der);
          };
      return KeyFactory.getInstance(algorithm(info))
          .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new CommandException(
          "usage", pem.source() + ": not a usable private key: " + e.getMessage());
    }
  }

  private static PrivateKeyInfo rsa(ASN1Object key) throws IOException {
    return new PrivateKeyInfo(
        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE), key);
  }

  private static PrivateKeyInfo curve(ECPrivateKey key) throws IOException {
    return new PrivateKeyInfo(
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()),
        key);
  }

  private static String algorithm(PrivateKeyInfo info) {
    var kind = info.getPrivateKeyAlgorithm().getAlgorithm();
    return kind.equals(PKCSObjectIdentifiers.rsaEncryption)
        ? "RSA"
        : kind.equals(X9ObjectIdentifiers.id_ecPublicKey) ? "EC" : "EdDSA";
  }

  /**
   * Checks that a key is that of a certificate.
   *
   * @throws CommandException when it is another one's
   */
  static void requirePair(X509Certificate certificate, PrivateKey key) throws CommandException {
    String mistake = "tls_server_config: this private key does not belong to the certificate";
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(certificate.getEncoded());
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(certificate.getEncoded());
      if (signature.verify(signed)) {
        return;
      }
    } catch (GeneralSecurityException e) {
      throw new CommandException("usage", mistake + ": " + e.getMessage());
    }
    throw new CommandException("usage", mistake);
  }
}
