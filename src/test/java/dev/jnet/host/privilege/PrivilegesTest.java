package dev.jnet.host.privilege;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.host.HostException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PrivilegesTest {
  @Test
  void unprivileged() throws IOException {
    Privileges user =
        Privileges.parse(
            "Name:\tjava\nUid:\t0\t1000\t0\t0\nCapInh:\tff\nCapEff:\t0000000000000000\n");
    assertEquals(1000, user.uid());
    assertFalse(user.netRaw());
    assertFalse(user.netAdmin());
  }

  @Test
  void netRawAlone() throws IOException {
    Privileges user = Privileges.parse("Uid:\t1000\t1000\t1000\t1000\nCapEff:\t0000000000002000\n");
    assertTrue(user.netRaw());
    assertFalse(user.netAdmin());
  }

  @Test
  void everything() throws IOException {
    Privileges root = Privileges.parse("Uid:\t0\t0\t0\t0\nCapEff:\tffffffffffffffff\n");
    assertEquals(0, root.uid());
    assertTrue(root.netRaw());
    assertTrue(root.netAdmin());
  }

  @Test
  void notAStatusFile() {
    assertThrows(IOException.class, () -> Privileges.parse("Name:\tjava\n"));
  }

  @Test
  void ofThisProcess() throws HostException {
    Privileges here = Privileges.current();
    assertTrue(here.uid() >= 0);
  }
}
