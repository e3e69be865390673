package dev.jnet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.testnet.Host;
import dev.jnet.testnet.Installation;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.Outcome;
import dev.jnet.testnet.Privilege;
import dev.jnet.testnet.TestNet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files that a started jnet writes: on a full disk, to devices and FIFOs, through links. */
@NamespaceTest
class OutputFilesIT {
  /** Arguments: a folder, the launcher. */
  private static final String FULL_DISK =
      """
      cd "$1"
      mkdir disk
      mount -t tmpfs -o size=8k,mode=777 tmpfs disk
      echo old >disk/file
      chmod 666 disk/file
      head -c 4096 /dev/zero >disk/fill || true
      for option in --html -o --pcap; do
        "$2" walk --lab home -q $option disk/file http://www.lab.test/ || echo "exit code $?"
        cat disk/file
        ls -A disk
      done
      umount disk
      """;

  /** Arguments: a folder, the launcher. */
  private static final String NO_PLAIN_FILES =
      """
      cd "$1"
      walk() { "$jnet" walk --lab home -q "$@" http://www.lab.test/ 2>&1; }
      jnet=$2
      mkfifo fifo
      walk -o /dev/stdout | head -1
      echo before >shared
      walk -o /dev/stdout >>shared
      walk -o /dev/stdout >alone
      cat shared alone
      cat fifo >read &
      walk -o fifo
      wait
      cat read
      walk --html /dev/null --pcap /dev/null
      for file in /dev/null fifo empty; do walk --keys $file || echo "exit code $?"; done
      test -p fifo && test -c /dev/null && test -d empty
      """;

  /** Arguments: a folder, the launcher. */
  private static final String LINKS_OF_OTHERS =
      """
      cd "$1"
      mkdir -m 1777 shared
      mkdir roots
      echo old >roots/file
      ln -s ../roots/file shared/link
      ln -s ../roots shared/folder
      chown -h 65534 shared/link shared/folder
      for file in shared/link shared/folder/file shared/folder/new; do
        for option in --html -o --pcap --keys; do
          "$2" walk --lab home -q $option $file http://www.lab.test/ && echo "$option $file was written"
        done
      done 2>&1 | grep -v "is a link of user 65534: name what it leads to"
      cat roots/*
      """;

  private static Outcome run(TestNet net, Host host, Privilege privilege, String script)
      throws Exception {
    Path folder = Files.createDirectories(net.file("files-" + privilege));
    Files.createDirectories(folder.resolve("empty"));
    Files.setPosixFilePermissions(folder.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    for (Path each : List.of(folder, folder.resolve("empty"))) {
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    return host.start(
            privilege,
            Installation.ENVIRONMENT,
            List.of(
                "sh",
                "-c",
                script,
                "sh",
                folder.toString(),
                Installation.launcher(privilege).toString()))
        .await(java.time.Duration.ofSeconds(60));
  }

  @Test
  void theOlderFileStaysWhereTheDiskIsFull() throws Exception {
    try (TestNet net = TestNet.create()) {
      Outcome outcome = run(net, net.host("here"), Privilege.ROOT, FULL_DISK);
      String kept = "exit code 2\nold\nfile\nfill\n";
      assertEquals("arrived\n" + kept + "not-written\n" + kept + kept, outcome.out());
    }
  }

  @Test
  void devicesFifosAndFoldersStayWhatTheyAre() throws Exception {
    try (TestNet net = TestNet.create()) {
      Host here = net.host("here");
      for (Privilege privilege : List.of(Privilege.ROOT, Privilege.NONE)) {
        Outcome outcome = run(net, here, privilege, NO_PLAIN_FILES).orThrow();
        String no = "jnet: --keys %s: cannot be written: it is %s\nexit code 2\n";
        assertEquals(
            "Hello from www.lab.test.\nbefore\nHello from www.lab.test.\narrived\n"
                + "Hello from www.lab.test.\narrived\n"
                + "arrived\nHello from www.lab.test.\narrived\n"
                + no.formatted("/dev/null", "no regular file")
                + no.formatted("fifo", "no regular file")
                + no.formatted("empty", "a folder"),
            outcome.out(),
            outcome::toString);
      }
    }
  }

  @Test
  void rootWritesThroughNoLinkOfSomebodyElse() throws Exception {
    try (TestNet net = TestNet.create()) {
      Outcome outcome = run(net, net.host("here"), Privilege.ROOT, LINKS_OF_OTHERS);
      assertEquals("old\n", outcome.out(), outcome::toString);
    }
  }
}
