package dev.jnet.mesh.bus;

import io.nats.client.NKey;
import io.nats.client.support.JsonSerializable;
import io.nats.client.support.JwtUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operator, an account with JetStream, and users with the permissions of {@code mesh.md}, as
 * {@code nsc} makes them: the broker knows the operator, and each user has a file of credentials.
 */
final class MeshJwts {
  private static final Path DOCS = Path.of("src/main/docs/mesh.md");
  private static final String UNLIMITED =
      "\"limits\":{\"subs\":-1,\"data\":-1,\"payload\":-1,\"imports\":-1,\"exports\":-1,"
          + "\"wildcards\":true,\"conn\":-1,\"leaf\":-1,\"mem_storage\":-1,\"disk_storage\":-1,"
          + "\"streams\":-1,\"consumer\":-1}";

  private final Path folder;
  private final NKey operator;
  private final NKey account;
  private final NKey system;

  /** Writes the configuration, and the credentials of the controller and each site. */
  MeshJwts(Path folder, List<String> sites) throws IOException, GeneralSecurityException {
    this.folder = folder;
    operator = NKey.createOperator(null);
    account = NKey.createAccount(null);
    system = NKey.createAccount(null);
    String of = "{\"type\":\"operator\",\"version\":2,\"system_account\":\"" + id(system) + "\"}";
    Files.writeString(
        configuration(),
        "operator: "
            + jwt(operator, operator, "operator", of)
            + "\nsystem_account: "
            + id(system)
            + "\nresolver: MEMORY\nresolver_preload: {\n"
            + preloaded(account, "mesh", UNLIMITED + ",")
            + preloaded(system, "system", "")
            + "}\njetstream { store_dir: \""
            + folder.resolve("jetstream")
            + "\" }\n");
    user("controller", "CONTROLLER", "controller");
    for (String each : sites) {
      user(each, "BERLIN", each);
    }
  }

  private static String id(NKey key) throws IOException, GeneralSecurityException {
    return new String(key.getPublicKey());
  }

  private static String jwt(NKey signer, NKey subject, String name, String claim)
      throws IOException, GeneralSecurityException {
    JsonSerializable json = () -> claim;
    return JwtUtils.issueJWT(
        signer, id(subject), name, null, JwtUtils.currentTimeSeconds(), id(signer), json);
  }

  private String preloaded(NKey key, String name, String limits)
      throws IOException, GeneralSecurityException {
    String claim = "{" + limits + "\"type\":\"account\",\"version\":2}";
    return "  " + id(key) + ": " + jwt(operator, key, name, claim) + "\n";
  }

  /** Makes a user with the permissions that the docs give to a key. */
  private void user(String name, String key, String site)
      throws IOException, GeneralSecurityException {
    String docs = Files.readString(DOCS);
    String own = docs.substring(docs.indexOf("{ nkey: \"" + key + "\""));
    own = own.substring(0, own.indexOf("\n    } }")).replace("berlin", site);
    String answers =
        own.contains("allow_responses") ? ",\"resp\":{\"max\":1,\"ttl\":30000000000}" : "";
    String claim =
        "{\"pub\":{\"allow\":["
            + subjects(own, "publish")
            + "]},\"sub\":{\"allow\":["
            + subjects(own, "subscribe")
            + "]}"
            + answers
            + ",\"subs\":-1,\"data\":-1,\"payload\":-1,\"type\":\"user\",\"version\":2}";
    NKey user = NKey.createUser(null);
    Files.writeString(
        credentials(name),
        JwtUtils.NATS_USER_JWT_FORMAT.formatted(
            jwt(account, user, name, claim), new String(user.getSeed())));
  }

  private static String subjects(String permissions, String kind) {
    Matcher list = Pattern.compile(kind + ": \\[([^\\]]*)\\]").matcher(permissions);
    list.find();
    return String.join(",", list.group(1).strip().split("[\\s,]+", -1));
  }

  /** The broker's configuration. */
  Path configuration() {
    return folder.resolve("jwt.conf");
  }

  /** The file of a user's credentials. */
  Path credentials(String name) {
    return folder.resolve(name + ".creds");
  }
}
