/* Says in how many ways a process gives a user access to itself: tracing a thread without stopping it (PTRACE_SEIZE),
   opening its memory, and copying a descriptor, such as a raw socket's (pidfd_getfd). Argument: the process. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>
int main(int count, char **words) {
  int pid = atoi(words[1]), traced = 0, read = 0, taken = 0;
  char name[99];
  struct dirent *entry;
  snprintf(name, sizeof name, "/proc/%d/task", pid);
  DIR *threads = opendir(name);
  while (threads != NULL && (entry = readdir(threads)) != NULL) {
    int thread = atoi(entry->d_name);
    traced += thread != 0 && ptrace(PTRACE_SEIZE, thread, 0, 0) == 0;
    snprintf(name, sizeof name, "/proc/%d/task/%d/mem", pid, thread);
    read += thread != 0 && open(name, O_RDWR) >= 0;
  }
  int process = syscall(SYS_pidfd_open, pid, 0);
  for (int fd = 0; fd < 100; fd++) {
    taken += syscall(438, process, fd, 0) >= 0;
  }
  printf("traced %s, read %s, taken %s\n",
    traced ? "yes" : "no", read ? "yes" : "no", taken ? "yes" : "no");
}
