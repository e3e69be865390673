package dev.jnet.doctor;

import dev.jnet.finding.ApplicationFinding.HttpError;
import dev.jnet.finding.ApplicationFinding.TlsFailed;
import dev.jnet.finding.Finding;
import dev.jnet.wire.Addresses;
import java.util.List;

/** What mends the causes that show only when an application is spoken. */
final class ApplicationRemedies {
  private static final int HTTPS = 443;

  private ApplicationRemedies() {}

  static List<Remedy> certificate(Examination of, List<Finding> findings) {
    TlsFailed tls = (TlsFailed) findings.get(0);
    return List.of(
        Remedy.look(
            "shows the certificate that comes here, with its issuer, its names and its dates",
            "openssl s_client -connect "
                + endpoint(of)
                + " -servername "
                + of.name()
                + " </dev/null | openssl x509 -noout -issuer -dates -ext subjectAltName"),
        Remedy.byOperator(
            "asks the operator of the server for another certificate",
            "The certificate of "
                + of.name()
                + " at "
                + endpoint(of)
                + " is refused, because "
                + reason(tls)
                + ".",
            "Please renew it, with this name in it and with the whole chain of its authority."));
  }

  private static String reason(TlsFailed tls) {
    return switch (tls.kind()) {
      case EXPIRED -> "it has expired";
      case NAME_MISMATCH -> "it is for other names";
      case INVALID_CHAIN -> tls.words();
      default -> "no authority that this machine trusts has signed it";
    };
  }

  static List<Remedy> clock(Examination of, List<Finding> findings) {
    return List.of(
        Remedy.look("shows this machine's clock, which may be slow", "date -u"),
        Remedy.byOperator(
            "asks the operator of the server about the certificate",
            "The certificate of " + of.name() + " at " + endpoint(of) + " is not valid yet."));
  }

  static List<Remedy> refusedTls(Examination of, List<Finding> findings) {
    return List.of(
        Remedy.look(
            "shows how far TLS gets, and which alert the server sends",
            "openssl s_client -connect "
                + endpoint(of)
                + " -servername "
                + of.name()
                + " -state </dev/null"));
  }

  static List<Remedy> silentTls(Examination of, List<Finding> findings) {
    return List.of(
        Remedy.look(
            "shows whether the port speaks HTTP without TLS",
            "jnet walk --brief -" + of.version() + " http://" + server(of) + "/"),
        Remedy.byOperator(
            "asks the operator of the server whether it speaks TLS at this port",
            "Connections to "
                + of.name()
                + " at "
                + endpoint(of)
                + " open, and nothing answers the start of TLS."));
  }

  static List<Remedy> reset(Examination of, List<Finding> findings) {
    return List.of(
        Remedy.look(
            "shows the hop limits (TTL) of the SYN-ACK and of the reset: where they differ, a middlebox"
                + " sent one of them",
            "jnet walk -q -" + of.version() + " --pcap reset.pcap " + page(of),
            "jnet read --flow 1 reset.pcap"));
  }

  private static String page(Examination of) {
    return (of.port().orElseThrow() == HTTPS ? "https://" : "http://") + server(of) + "/";
  }

  private static String server(Examination of) {
    return Addresses.isLiteral(of.name())
        ? endpoint(of)
        : of.name() + ":" + of.port().orElseThrow();
  }

  static List<Remedy> serverError(Examination of, List<Finding> findings) {
    HttpError error = (HttpError) findings.get(0);
    return List.of(
        Remedy.byOperator(
            "asks the operator of the server, because the network does its part",
            "The server "
                + of.name()
                + " at "
                + endpoint(of)
                + " answers requests with status "
                + error.status()
                + "."));
  }

  private static String endpoint(Examination of) {
    String address = Remedies.text(of);
    return (of.version() == 6 ? "[" + address + "]" : address) + ":" + of.port().orElseThrow();
  }
}
