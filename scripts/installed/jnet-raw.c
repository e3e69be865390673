/*
 * Hands CAP_NET_RAW on to jnet. It is installed with that file capability, for the group jnet alone.
 *
 * A capability on the java binary itself would break it: the loader then takes no library from beside it. So this
 * program makes the capability an ambient one, which what it becomes inherits. It becomes one program only, with an
 * environment in which nobody can have that load anything else.
 */
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* START is the full path of the installed jnet; from the compiler's command line. */

static const char *const KEPT[] = {"TERM", "COLUMNS", "NO_COLOR", "LANG", "LC_ALL", "LC_CTYPE", "HOME", NULL};

static int trouble(const char *what) {
  fprintf(stderr, "jnet: ");
  perror(what);
  return 2;
}

int main(int count, char **arguments) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct data[2];
  char *environment[sizeof KEPT / sizeof *KEPT + 3];
  int kept = 0;
  (void)count;

  if (syscall(SYS_capget, &header, data) != 0) {
    return trouble("capget");
  }
  data[0].inheritable |= 1u << CAP_NET_RAW;
  if (syscall(SYS_capset, &header, data) != 0
      || prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_NET_RAW, 0, 0) != 0) {
    return trouble("cannot hand on CAP_NET_RAW; was jnet installed with --cap?");
  }
  for (int i = 0; KEPT[i] != NULL; i++) {
    const char *value = getenv(KEPT[i]);
    if (value != NULL) {
      size_t length = strlen(KEPT[i]) + strlen(value) + 2;
      char *pair = malloc(length);
      if (pair == NULL) {
        return trouble("malloc");
      }
      snprintf(pair, length, "%s=%s", KEPT[i], value);
      environment[kept++] = pair;
    }
  }
  environment[kept++] = "PATH=/usr/sbin:/usr/bin:/sbin:/bin";
  environment[kept++] = "JNET_RAISED=1";
  environment[kept] = NULL;
  execve(START, arguments, environment);
  return trouble(START);
}
