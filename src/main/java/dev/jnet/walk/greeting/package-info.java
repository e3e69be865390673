/**
 * What SSH, SMTP and FTP servers say before anybody logs in: their greeting, and what they offer.
 */
package dev.jnet.walk.greeting;
