package dev.jnet.walk.tls;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;

/**
 * The lines of a key log (the NSS key log format), each of them once: a label, the client's random
 * number, the secret.
 */
public final class KeyLog {
  private final Set<String> seen = new HashSet<>();
  private String random = "";
  private int serverUpdates;
  private int clientUpdates;

  /** The lines for those secrets that are new, in the order of the handshake. */
  public List<String> add(byte[] clientRandom, EngineSecrets secrets) {
    String client = HexFormat.of().formatHex(clientRandom);
    if (!client.equals(random)) {
      random = client; // another connection: its secrets are counted anew
      serverUpdates = 0;
      clientUpdates = 0;
    }
    List<String> lines = new ArrayList<>();
    add(lines, secrets.serverHandshake(), "SERVER_HANDSHAKE_TRAFFIC_SECRET");
    add(lines, secrets.clientHandshake(), "CLIENT_HANDSHAKE_TRAFFIC_SECRET");
    if (add(lines, secrets.serverTraffic(), "SERVER_TRAFFIC_SECRET_" + serverUpdates)) {
      serverUpdates++;
    }
    if (add(lines, secrets.clientTraffic(), "CLIENT_TRAFFIC_SECRET_" + clientUpdates)) {
      clientUpdates++;
    }
    add(lines, secrets.master(), "CLIENT_RANDOM");
    return lines;
  }

  /**
   * Adds a secret's line, if its side had another secret before: while the handshake lasts, its
   * secrets are those of the traffic too.
   */
  private boolean add(List<String> lines, Optional<SecretKey> secret, String label) {
    if (secret.isEmpty()) {
      return false;
    }
    String value = random + " " + HexFormat.of().formatHex(secret.get().getEncoded());
    String side = label.startsWith("CLIENT_RANDOM") ? label : label.substring(0, 6);
    if (!seen.add(side + value)) {
      return false;
    }
    lines.add(label + " " + value);
    return true;
  }
}
