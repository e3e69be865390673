package dev.jnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Background;
import dev.jnet.testnet.Host;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Needs;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/install}: into a folder, with the capability, as a package; and away again. */
@NamespaceTest
@Timeout(180) // a runtime is linked, and trained
class InstallIT {
  private static final Duration BUILD = Duration.ofMinutes(3);
  private static final Map<String, String> AS_IT_IS = Map.of("JNET_BUILD", "never");
  private static final Path INSTALL = Path.of("scripts/install").toAbsolutePath();

  /**
   * Run in a host's own mount namespace, so that the group is made in a copy of /etc, and that /mnt
   * is a folder which root alone may change. Arguments: a folder, scripts/install, an address to
   * ping.
   */
  private static final String WITH_CAPABILITY =
      """
      cp -a /etc "$1/etc"
      mount --bind "$1/etc" /etc
      mount -t tmpfs -o mode=755 tmpfs /mnt
      mkdir -p /mnt/usr/share/mine /mnt/others /mnt/false/bin /mnt/false/lib
      ln -s /mnt/usr /mnt/others/usr
      chown 65534 /mnt/others
      JNET_BUILD=never "$2" --no-man --cap --prefix /mnt/others/usr
      # whoever owns the folder turns the link
      ln -sfn /mnt/false /mnt/others/usr
      printf '#!/bin/sh\necho somebody else\n' >/mnt/false/bin/jnet
      chmod 755 /mnt/false/bin/jnet
      as() { setpriv --reuid=65534 --regid=65534 --groups="$1" --inh-caps=-all sh -c '
          cd /; "$@"; echo "exit code $?"' sh "$2" ping -c1 -q "$3" 2>&1; }
      echo "member"
      as "$(getent group jnet | cut -d: -f3)" /mnt/usr/bin/jnet "$3"
      echo "stranger"
      as 65534 /mnt/usr/bin/jnet "$3"
      echo "version"
      /mnt/usr/bin/jnet --version
      echo "damaged"
      python3 -c 'import sys
      whole = open(sys.argv[1], "rb").read()
      open(sys.argv[1], "wb").write(whole.replace(b"\\x04\\0main", b"\\x04\\0maim"))
      ' /mnt/usr/lib/jnet/jnet.jsa
      /mnt/usr/bin/jnet --version >"$1/died" 2>&1 || echo "exit code $?"
      /mnt/usr/bin/jnet --version
      echo "left"
      "$2" --uninstall --prefix /mnt/usr
      find /mnt/usr -mindepth 1 -printf '%P\\n'
      umount /etc /mnt
      rm -rf "$1/etc"
      """;

  @TempDir private Path folder;

  @BeforeEach
  void openToAll() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void usersOfTheGroupMaySendAndNothingIsLeftBehind() {
    Needs.program("/sbin/setcap");
    Needs.program("/usr/bin/cc");
    try (TestNet net = TestNet.create()) {
      Host near = net.host("near");
      Host far = net.host("far");
      net.cable(near, far).addresses("192.0.2.1/24", "192.0.2.2/24").lay();
      Outcome outcome =
          near.start(
                  "sh",
                  "-ec",
                  WITH_CAPABILITY,
                  "sh",
                  folder.toString(),
                  INSTALL.toString(),
                  "192.0.2.2")
              .await(BUILD)
              .orThrow();
      String out = outcome.out();
      String member = between(out, "member\n", "stranger\n");
      assertTrue(member.contains("1 received"), outcome::toString);
      assertTrue(member.endsWith("exit code 0\n"), outcome::toString);
      assertFalse(out.contains("somebody else"), outcome::toString);
      String stranger = between(out, "stranger\n", "version\n");
      assertTrue(stranger.contains("\nseen by the kernel's UDP sockets"), outcome::toString);
      assertTrue(stranger.endsWith("exit code 0\n"), outcome::toString);
      assertTrue(out.contains("Java") && out.contains("/mnt/usr/lib/jnet/runtime"), out);
      assertTrue(out.contains("archive /mnt/usr/lib/jnet/jnet.jsa"), out);
      String after = between(out, "damaged\n", "left\n");
      assertTrue(after.startsWith("exit code 1\njnet "), after);
      assertTrue(after.contains("archive /mnt/usr/lib/jnet/jnet.jsa"), "made anew: " + after);
      assertEquals("share\nshare/mine\n", out.substring(out.indexOf("left\n") + 5), "and no more");
    }
  }

  /** In place of the binary, which takes GraalVM to build: it tells what it may do. */
  private static final String STAND_IN =
      """
      #include <stdio.h>
      #include <string.h>
      int main(int argc, char **argv) {
        char line[256];
        FILE *status = fopen("/proc/self/status", "r");
        if (argc > 1 && !strcmp(argv[1], "--version"))
          return puts("jnet 9.8.7 (commit abcdef0)") < 0;
        while (fgets(line, sizeof line, status))
          if (!strncmp(line, "CapEff", 6)) printf("%s %s", argv[1], line);
        return 7;
      }
      """;

  /** Arguments: a folder with stand-in.c, this source tree. */
  private static final String NATIVELY =
      """
      cp -a /etc "$1/etc"
      mount --bind "$1/etc" /etc
      mount -t tmpfs -o mode=755 tmpfs /mnt
      mkdir -p "$1/tree/target" /mnt/plain /mnt/usr
      cd "$1/tree"
      ln -s "$2/scripts" "$2/src" "$2/README.md" .
      ln -s "$2/target/native" target/native
      scripts/install --native --no-man --prefix /mnt/plain || echo "without a binary: exit code $?"
      cc -o target/jnet ../stand-in.c
      export JNET_JVM_DIR=/nowhere JNET_JAVA_HOME=/nowhere
      scripts/install --native --no-man --prefix /mnt/plain
      /mnt/plain/bin/jnet plain || echo "exit code $?"
      scripts/install --native --no-man --cap --prefix /mnt/usr
      as() { setpriv --reuid=65534 --regid=65534 --groups="$1" --inh-caps=-all sh -c '
          cd /; "$@" || echo "exit code $?"' sh /mnt/usr/bin/jnet "$2"; }
      as "$(getent group jnet | cut -d: -f3)" member
      as 65534 stranger
      stat -c '%a %G' /mnt/usr/lib/jnet/jnet-raw
      cat /mnt/usr/share/doc/jnet/version
      find /mnt/plain /mnt/usr -name libjnidispatch.so -o -name '*.jar' -o -name runtime
      scripts/install --uninstall --prefix /mnt/plain
      scripts/install --uninstall --prefix /mnt/usr
      find /mnt/plain /mnt/usr -mindepth 1
      umount /etc /mnt
      cd /
      rm -rf "$1/etc" "$1/tree"
      """;

  @Test
  void theBinaryIsInstalledWithoutJvmAndUsersOfTheGroupMaySend() throws IOException {
    Needs.program("/sbin/setcap");
    Needs.program("/usr/bin/cc");
    Files.writeString(folder.resolve("stand-in.c"), STAND_IN);
    String root = INSTALL.getParent().getParent().toString();
    try (TestNet net = TestNet.create()) {
      Outcome outcome =
          net.host("here").run("sh", "-ec", NATIVELY, "sh", folder.toString(), root).orThrow();
      String platform = "linux-" + System.getProperty("os.arch").replace("amd64", "x86-64");
      String library = "/lib/jnet/native/" + platform + "/libjnidispatch.so\n";
      assertEquals(
          """
          without a binary: exit code 2
          plain CapEff:\tALL
          exit code 7
          member CapEff:\t0000000000002000
          exit code 7
          stranger CapEff:\t0000000000000000
          exit code 7
          750 jnet
          jnet 9.8.7, commit abcdef0
          """
              + "/mnt/plain"
              + library
              + "/mnt/usr"
              + library,
          outcome.out().replaceFirst("plain CapEff:\t[0-9a-f]+", "plain CapEff:\tALL"),
          outcome::toString);
      assertTrue(
          outcome.err().contains("target/jnet is not there: build it with scripts/native"),
          outcome::toString);
    }
  }

  /**
   * Installs with two umasks below folders that are there already, with modes of their own. Prints
   * the modes of those, then whatever others may change or not read, then what is installed as an
   * ordinary user sees it. Arguments: scripts/install.
   */
  private static final String WITH_UMASKS =
      """
      mount -t tmpfs -o mode=755 tmpfs /mnt
      mkdir -p /mnt/usr/share
      chgrp staff /mnt/usr
      chmod 2775 /mnt/usr
      chmod 750 /mnt/usr/share
      for mask in 077 000; do
        (umask $mask; JNET_BUILD=never "$1" --no-man --prefix /mnt/usr)
        stat -c '%a %G %n' /mnt/usr /mnt/usr/share
        find /mnt/usr -mindepth 1 ! -path /mnt/usr/share ! -type l \\( -perm /022 -o ! -perm -444 \\)
      done
      setpriv --reuid=65534 --regid=65534 --clear-groups /mnt/usr/bin/jnet mtu --lab home -q www.lab.test
      umount /mnt
      """;

  @Test
  void modesDependOnNoUmaskAndFoldersThatExistKeepTheirs() {
    try (TestNet net = TestNet.create()) {
      Outcome outcome =
          net.host("here")
              .start("sh", "-ec", WITH_UMASKS, "sh", INSTALL.toString())
              .await(BUILD)
              .orThrow();
      String kept = "2775 staff /mnt/usr\n750 root /mnt/usr/share\n";
      assertEquals(kept + kept + "1492\n", outcome.out(), outcome::toString);
    }
  }

  /** Arguments: scripts/install. */
  private static final String WHERE_OTHERS_WRITE =
      """
      mount -t tmpfs -o mode=755 tmpfs /mnt
      mkdir -p /mnt/group/usr /mnt/mine/usr /mnt/link
      chmod 775 /mnt/group
      chown 65534 /mnt/mine
      ln -s /mnt/group/usr /mnt/link/usr
      for prefix in /mnt/group/usr /mnt/mine/usr /mnt/link/usr /mnt/group/new; do
        "$1" --no-man --cap --prefix $prefix || echo "exit code $?"
        ls $prefix
      done 2>&1
      umount /mnt
      """;

  @Test
  void capabilityIsNotGivenToAFileThatOthersCouldReplace() {
    Needs.program("/sbin/setcap");
    Needs.program("/usr/bin/cc");
    try (TestNet net = TestNet.create()) {
      Outcome outcome =
          net.host("here").run("sh", "-c", WHERE_OTHERS_WRITE, "sh", INSTALL.toString());
      String out = outcome.out();
      assertEquals(4, out.split("exit code 2", -1).length - 1, outcome::toString);
      assertEquals(
          3,
          out.split("others than root may write to /mnt/group \\(mode 775\\)", -1).length - 1,
          outcome::toString);
      assertTrue(out.contains("/mnt/mine belongs to user 65534"), outcome::toString);
      assertFalse(out.contains("lib"), "nothing was installed");
    }
  }

  @Test
  void aPackageIsInstalledAndRemoved() throws IOException {
    Needs.program("/usr/bin/dpkg-deb");
    Outcome made = run(INSTALL.toString(), "--deb", "--no-man");
    Path file = INSTALL.resolve("../..").resolve(made.out().strip()).normalize();
    assertTrue(
        run("dpkg-deb", "--field", file.toString(), "Depends").out().contains("libpcap0.8"),
        made::toString);
    String contents = run("dpkg-deb", "--contents", file.toString()).out();
    assertTrue(contents.contains("doc/jnet/changelog.gz"), contents);
    assertTrue(contents.contains("doc/jnet/copyright"), contents);

    Path root = folder.resolve("root");
    Files.createDirectories(root.resolve("var/lib/dpkg/updates"));
    Files.createDirectories(root.resolve("var/lib/dpkg/info"));
    Files.createFile(root.resolve("var/lib/dpkg/status"));
    run("dpkg", "--root=" + root, "--force-depends", "--log=/dev/null", "-i", file.toString());
    Path jnet = root.resolve("usr/bin/jnet");
    Outcome answer = run(jnet.toString(), "mtu", "--lab", "home", "-q", "www.lab.test");
    assertEquals("1492\n", answer.out());
    assertEquals("", answer.err());
    Path link = Files.createSymbolicLink(folder.resolve("elsewhere"), jnet);
    assertTrue(
        run(link.toString(), "--version").out().contains(root + "/usr/lib/jnet/runtime"),
        "by link");
    // The runtime has what is called by name as well, for signals.
    List<String> words =
        List.of(jnet.toString(), "exporter", "--lab", "home", "--listen", "127.0.0.1:0");
    try (Background exporter = Background.start(folder, AS_IT_IS, words)) {
      exporter.awaitOutput("listening on ").signal("HUP");
      exporter.awaitOutput("nothing to read anew");
    }
    run("dpkg", "--root=" + root, "--log=/dev/null", "--remove", "jnet");
    assertFalse(Files.exists(root.resolve("usr")), () -> left(root));
  }

  private Outcome run(String... command) {
    return Background.start(folder, AS_IT_IS, List.of(command)).await(BUILD).orThrow();
  }

  private static String between(String text, String from, String to) {
    int start = text.indexOf(from) + from.length();
    return text.substring(start, text.indexOf(to, start));
  }

  private static String left(Path root) {
    try (Stream<Path> files = Files.walk(root.resolve("usr"))) {
      return files.toList().toString();
    } catch (IOException e) {
      return e.toString();
    }
  }
}
