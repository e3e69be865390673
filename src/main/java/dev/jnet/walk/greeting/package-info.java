/** Reads what SSH, SMTP and FTP servers say before a login: their greeting, and what they offer. */
package dev.jnet.walk.greeting;
