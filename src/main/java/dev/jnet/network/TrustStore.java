package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.console.FileStamps;
import dev.jnet.host.privilege.OwnProcess;
import dev.jnet.lab.server.PracticeCertificates;
import dev.jnet.options.NetworkOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The authorities whose signatures under certificates are trusted. They are those that the system's
 * programs trust, so that jnet and curl agree. If the system has no such list, it is the JVM's.
 *
 * @param name the name of the list in reports
 */
public record TrustStore(X509ExtendedTrustManager authorities, String name) {
  /** The list of a system has a quarter of a megabyte. */
  private static final int MAX_BYTES = 1 << 24;

  /** The variable of OpenSSL, which curl and others use as well. */
  private static final String VARIABLE = "SSL_CERT_FILE";

  /** The files with the list on Debian, Fedora, SUSE, Alpine and the BSDs. */
  private static final String[] BUNDLES = {
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
  };

  /**
   * The store that the user names; empty where the user names none. It is read before a packet is
   * sent. The environment variable does not count on a practice network.
   *
   * @param file the file that the user named; null for none
   * @throws CommandException when it cannot be read
   */
  public static Optional<TrustStore> named(
      String file, NetworkOptions network, Map<String, String> environment) throws IOException {
    boolean real = network.lab().isEmpty();
    String variable = real ? environment.getOrDefault(VARIABLE, "") : "";
    if (file == null && variable.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        OwnProcess.readingForUser(
            () ->
                file != null
                    ? ofFile(file, "--cacert " + file)
                    : ofFile(variable, VARIABLE + " " + variable)));
  }

  /** The system's store as it was read, kept for programs that ask often. */
  private record Known(TrustStore store, FileStamps stamps) {}

  private static final AtomicReference<Known> SYSTEM = new AtomicReference<>();

  /**
   * The store that the user names, or else that of the network: a practice network has an authority
   * of its own.
   *
   * @param practice whether the network is a practice network
   */
  public static TrustStore of(Optional<TrustStore> named, boolean practice) throws IOException {
    if (named.isPresent()) {
      return named.get();
    }
    return practice
        ? of(PracticeCertificates.authority(), "the practice network's authority")
        : ofSystem();
  }

  /**
   * The store that the system's own programs use, where the user names none. It is read anew when
   * its file has changed.
   */
  public static TrustStore ofSystem() throws IOException {
    Known known = SYSTEM.get();
    if (known != null && known.stamps.areCurrent()) {
      return known.store;
    }
    for (String bundle : BUNDLES) {
      if (Files.isReadable(Path.of(bundle))) {
        FileStamps before = FileStamps.of(List.of(Path.of(bundle)));
        TrustStore store = ofFile(bundle, bundle);
        SYSTEM.set(new Known(store, before));
        return store;
      }
    }
    try {
      return new TrustStore(manager(null), "the JVM's own list");
    } catch (GeneralSecurityException e) {
      throw new CommandException("tls", "this JVM has no list of authorities: " + e.getMessage());
    }
  }

  /**
   * The store of a file of certificates in PEM.
   *
   * @param name of the store in reports and messages
   * @throws CommandException when it cannot be read
   */
  public static TrustStore ofFile(String file, String name) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      byte[] list = in.readNBytes(MAX_BYTES + 1);
      if (list.length > MAX_BYTES) {
        throw new CommandException("usage", name + ": more than 16 MB, no list of certificates");
      }
      return of(list, name);
    } catch (java.nio.file.NoSuchFileException | java.nio.file.AccessDeniedException e) {
      throw new CommandException("usage", name + ": no such file, or it may not be read");
    }
  }

  /**
   * The store of certificates in PEM.
   *
   * @param name of the store in reports and messages
   * @throws CommandException when there is none
   */
  public static TrustStore of(byte[] list, String name) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Certificate each : factory.generateCertificates(new ByteArrayInputStream(list))) {
        store.setCertificateEntry(Integer.toString(count++), each);
      }
      if (count == 0) {
        throw new CommandException("usage", name + ": there is no certificate in it");
      }
      return new TrustStore(manager(store), name);
    } catch (CertificateException e) {
      throw new CommandException(
          "usage", name + ": not a list of certificates (PEM): " + e.getMessage());
    } catch (GeneralSecurityException e) {
      throw new CommandException("tls", name + ": " + e.getMessage());
    }
  }

  private static X509ExtendedTrustManager manager(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager each : factory.getTrustManagers()) {
      if (each instanceof X509ExtendedTrustManager manager) {
        return manager;
      }
    }
    throw new GeneralSecurityException("no verification of X.509 certificates");
  }
}
