#pragma once
// libcurl's easy interface without variadic calls, which Swift cannot make. Every function here is one call of
// libcurl; who owns what is as documented there.
#include <curl/curl.h>
#include <stddef.h>

typedef size_t (*tongbiao_curl_write)(char *bytes, size_t size, size_t count, void *context);
typedef int (*tongbiao_curl_progress)(void *context, curl_off_t toDownload, curl_off_t downloaded,
                                      curl_off_t toUpload, curl_off_t uploaded);

CURLcode tongbiao_curl_set_long(CURL *handle, CURLoption option, long value);
CURLcode tongbiao_curl_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode tongbiao_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
CURLcode tongbiao_curl_set_body(CURL *handle, const void *bytes, size_t count);
CURLcode tongbiao_curl_set_write(CURL *handle, tongbiao_curl_write function, void *context);
CURLcode tongbiao_curl_set_header(CURL *handle, tongbiao_curl_write function, void *context);
CURLcode tongbiao_curl_set_progress(CURL *handle, tongbiao_curl_progress function, void *context);
CURLcode tongbiao_curl_get_long(CURL *handle, CURLINFO information, long *value);
CURLcode tongbiao_curl_global_init(void);
