// Generated from docs/api/openapi.json by web/apigen: `npm run types`. Never edited by hand.

export interface paths {
    "/api/v1/absences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows by id. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_RowView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/absences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One row. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RowView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/absences/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes one; `If-Match` with its version, where the caller wants to be told of changes in between. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AbsenceCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/absences/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates one. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AbsenceCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account-appeals/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decides an appeal about a customer. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AccountAppealCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account-merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Merges, the earliest first, those that were taken back included. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_MergeView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account-merges/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a merge back as a whole. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Customers that the caller sees, newest first. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description A department. */
                    department?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                    /** @description Only those who owe something. */
                    owes?: boolean;
                    /** @description `me`, `pool`, or the id of a person. */
                    owner?: string;
                    /** @description Part of the name, or of the name of its people, or their pinyin. */
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_AccountLine"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One row. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RowView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why somebody sees this customer, or why not. */
        get: {
            parameters: {
                query?: {
                    /** @description The person; the caller where absent. */
                    person?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccessView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes one; `If-Match` with its version, where the caller wants to be told of changes in between. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AccountCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Merges another customer into this one, or shows what would become of both. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Merge"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MergeView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates one. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AccountCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/anomalies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Findings, the latest first. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description On this day or later. */
                    from?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                    /** @description Still to be looked into, or settled. */
                    open?: boolean;
                    /** @description Of this person's doing. */
                    person?: string;
                    /** @description By this rule. */
                    rule?: string;
                    /** @description Before this day. */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_AnomalyLine"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/anomalies/{id}/settlement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says what was made of a finding, once. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Settlement"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The keys, last made first: all of them for administrators and auditors, those that speak for oneself for everybody else. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["KeyView"][];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a key; for system administrators. Its secret is in this answer and nowhere else. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MadeKey"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes a key, from the next request on; for system and security administrators. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Appeals that the caller filed, and those about deals and customers that he sees, the latest first. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                    /** @description Only those that nobody has decided. */
                    open?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_AppealLine"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Files an appeal against whoever has a customer: about his deal with it, or, where none runs, about the customer itself. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Filing"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Filed"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Approvals: what waits for me, what I decided, what I asked for, what I am to know. */
        get: {
            parameters: {
                query?: {
                    /** @description `todo`, `done`, `requested` or `copied`; todo where absent. */
                    box?: string;
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_InboxLine"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The board. `limit` counts the cards of a column; standing and stage are the board's own. */
        get: {
            parameters: {
                query?: {
                    /** @description A customer. */
                    account?: string;
                    /** @description Worth at least, minor units. */
                    amount_from_minor?: number;
                    /** @description Worth at most, minor units. */
                    amount_to_minor?: number;
                    /** @description Expected to be signed on this day or later. */
                    close_from?: string;
                    /** @description Expected to be signed on this day or earlier. */
                    close_to?: string;
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description A department. */
                    department?: string;
                    /** @description The grade set by review. */
                    grade?: string;
                    /** @description Only those in their stage since before. */
                    in_stage_before?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                    /** @description `updated`, `registered`, `amount`, `close` or `due`. */
                    order?: string;
                    /** @description Only those with a duty past due. */
                    overdue?: boolean;
                    /** @description `me`, `pool`, or the id of a person. */
                    owner?: string;
                    /** @description Part of a number, of the customer's name or of the name of its people, or their pinyin. */
                    q?: string;
                    /** @description Whether to count, for running leads, what there is of the same or a similar customer. */
                    similar?: boolean;
                    /** @description Option of 线索来源. */
                    source?: string;
                    /** @description The present stage. */
                    stage?: string;
                    /** @description `open`, `closed`, `lost` or `invalid`; all where absent. */
                    standing?: string;
                    /** @description Only those with an instalment past due. */
                    unpaid?: boolean;
                    /** @description Only those where nothing happened since. */
                    untouched_since?: string;
                    /** @description Signed or not. */
                    won?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ColumnView"][];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar-years/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A year of the working calendar, day by day. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    year: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["YearView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows by id. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_RowView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One row. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RowView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes one; `If-Match` with its version, where the caller wants to be told of changes in between. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CalendarCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a proposal would move; nothing, once it is in force or withdrawn. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CalendarEffect"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates one. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CalendarCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a change would move that is not proposed yet; for whoever may propose it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CalendarCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CalendarEffect"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chains": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A stretch of the walk over all chains; for auditors, system administrators and the general manager. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the answer before. */
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChainsView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/command-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Attempts, last first. Who sees all deals reads all of it, everybody else his own. */
        get: {
            parameters: {
                query?: {
                    /** @description By this person. */
                    actor?: string;
                    /** @description Of this command. */
                    command?: string;
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description On deals of this department and those below. */
                    department?: string;
                    /** @description At this moment or later. */
                    from?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                    /** @description Refused with this code. */
                    refusal_code?: string;
                    /** @description Refused ones only, or accepted ones only. */
                    refused?: boolean;
                    /** @description On this target. */
                    target?: string;
                    /** @description On this kind of target. */
                    target_kind?: string;
                    /** @description Before this moment. */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_AttemptLine"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives commands to many deals. Each is decided, done and recorded on its own; one that is refused stops no other. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Bulk"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BulkResult"][];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People on the customer's side. */
        get: {
            parameters: {
                query: {
                    /** @description The customer. */
                    account: string;
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_RowView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes one; `If-Match` with its version, where the caller wants to be told of changes in between. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ContactCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A contact's data in full. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reveal"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Revealed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates one. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ContactCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deals that the caller sees. */
        get: {
            parameters: {
                query?: {
                    /** @description A customer. */
                    account?: string;
                    /** @description Worth at least, minor units. */
                    amount_from_minor?: number;
                    /** @description Worth at most, minor units. */
                    amount_to_minor?: number;
                    /** @description Expected to be signed on this day or later. */
                    close_from?: string;
                    /** @description Expected to be signed on this day or earlier. */
                    close_to?: string;
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description A department. */
                    department?: string;
                    /** @description The grade set by review. */
                    grade?: string;
                    /** @description Only those in their stage since before. */
                    in_stage_before?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                    /** @description `updated`, `registered`, `amount`, `close` or `due`. */
                    order?: string;
                    /** @description Only those with a duty past due. */
                    overdue?: boolean;
                    /** @description `me`, `pool`, or the id of a person. */
                    owner?: string;
                    /** @description Part of a number, of the customer's name or of the name of its people, or their pinyin. */
                    q?: string;
                    /** @description Whether to count, for running leads, what there is of the same or a similar customer. */
                    similar?: boolean;
                    /** @description Option of 线索来源. */
                    source?: string;
                    /** @description The present stage. */
                    stage?: string;
                    /** @description `open`, `closed`, `lost` or `invalid`; all where absent. */
                    standing?: string;
                    /** @description Only those with an instalment past due. */
                    unpaid?: boolean;
                    /** @description Only those where nothing happened since. */
                    untouched_since?: string;
                    /** @description Signed or not. */
                    won?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DealPage"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Registers a lead (表1). Every deal begins here, in stage 1. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RegisterLead"];
                };
            };
            responses: {
                /** @description dry run */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The deal: path, gates, documents, approvals, obligations, figures. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DealView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why somebody sees this deal, or why not. */
        get: {
            parameters: {
                query?: {
                    /** @description The person; the caller where absent. */
                    person?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccessView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/affordances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the caller could do on a deal. The browser draws its buttons from this and knows no rule. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AffordanceView"][];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Everything of one deal that the caller may see, as a ZIP. Each of its entries counts as a row of the day's allowance. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BundleOrder"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/zip": number[];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/as-of": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The deal as it stood at a moment; absent where it was not registered yet. */
        get: {
            parameters: {
                query: {
                    /** @description The moment. */
                    at: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DealView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a command to a deal. Advancing, going back and changing the owner need `If-Match` with the deal's version. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/copies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The copies of a deal that were given out, as far as the reader may open what they show. */
        get: {
            parameters: {
                query?: {
                    /** @description Only those of this document. */
                    document?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CopiesOfDeal"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/documents/{document}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A revision of a document. */
        get: {
            parameters: {
                query?: {
                    /** @description The revision, from 1; the latest where absent. */
                    revision?: number;
                };
                header?: never;
                path: {
                    document: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DocumentContent"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/documents/{document}/paper": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A copy of a document, registered under the code that it bears. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    document: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DocumentCopy"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": number[];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/drafts/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one has typed so far; null where there is nothing. */
        get: {
            parameters: {
                query?: {
                    /** @description The document that is revised; absent for a new one. */
                    document?: string;
                };
                header?: never;
                path: {
                    id: string;
                    kind: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftView"] | null;
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Saves what one types. A draft changes nothing and is seen by its writer alone. */
        put: {
            parameters: {
                query?: {
                    /** @description The document that is revised; absent for a new one. */
                    document?: string;
                };
                header?: never;
                path: {
                    id: string;
                    kind: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SaveDraft"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Throws a draft away. */
        delete: {
            parameters: {
                query?: {
                    /** @description The document that is revised; absent for a new one. */
                    document?: string;
                };
                header?: never;
                path: {
                    id: string;
                    kind: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/drafts/{kind}/paper": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A copy of a draft, registered under the code that it bears. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                    kind: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DraftCopy"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": number[];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/dunning-letter/paper": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A dunning letter, registered under the code that it bears. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LetterCopy"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": number[];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/explain/{what}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Explains an obligation (by id) or a refusal (by code). */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    /** @description id of an obligation, or code of a refusal */
                    what: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Explanation"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files of a deal: attachments, evidence, and those in forms, as far as the reader may open them. */
        get: {
            parameters: {
                query?: {
                    /** @description Only those that lie with this document. */
                    document?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FilesOfDeal"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/files/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file that a document of the deal, an evidence or an attachment names; also one that the caller has brought himself. */
        get: {
            parameters: {
                query?: {
                    /** @description To be shown within our own page, where it is a picture or a PDF; else to be saved. */
                    inline?: boolean;
                };
                header?: never;
                path: {
                    id: string;
                    sha256: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": number[];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to a deal, the latest first. */
        get: {
            parameters: {
                query?: {
                    /** @description Only those about this approval. */
                    approval?: string;
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_HistoryLine"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ledger of instalments, today. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LedgerView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/ledger/paper": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A copy of the ledger, registered under the code that it bears. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LedgerCopy"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": number[];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/prefill/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proposals for a new document, and what one may do with its fields. */
        get: {
            parameters: {
                query?: {
                    /** @description The instalment that it is about; absent where the next one is proposed. */
                    instalment?: string;
                };
                header?: never;
                path: {
                    id: string;
                    kind: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OpenForm"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a command would do. Nothing is stored, no key is used; a refusal comes as part of the answer. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PreviewView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Receipts that wait to be allocated, those of the deal's customer first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OpenReceiptView"][];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deals/{id}/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Other running deals of the customer, and other customers that equal or resemble it; certain ones first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SimilarLine"][];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/delegations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows by id. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_RowView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/delegations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One row. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RowView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/delegations/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes one; `If-Match` with its version, where the caller wants to be told of changes in between. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DelegationCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/delegations/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates one. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DelegationCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages that were given up after three days, the latest first, at most 200. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FailedDelivery"][];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/failed/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries one of them again, for another three days. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows by id. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_RowView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/departments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One row. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RowView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/departments/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes one; `If-Match` with its version, where the caller wants to be told of changes in between. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DepartmentCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/departments/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates one. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DepartmentCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Documents of one kind, last submitted first. What a reader may not open is absent. */
        get: {
            parameters: {
                query: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description Department of the deal. */
                    department?: string;
                    /** @description Submitted at this moment or later. */
                    from?: string;
                    /** @description Their kind, such as `quotation`. */
                    kind: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                    /** @description Owner of the deal: `me`, `pool`, or the id of a person. */
                    owner?: string;
                    /** @description Part of a number or of a name, or pinyin. */
                    q?: string;
                    /** @description `submitted`, `in_review`, `approved`, `refused` or `voided`. */
                    status?: string;
                    /** @description Submitted before this moment. */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DocumentPage"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Customers that equal or resemble what is typed, certain ones first. */
        get: {
            parameters: {
                query: {
                    /** @description A mail address of its people. */
                    email?: string;
                    /** @description The customer that it is already known to be. */
                    except?: string;
                    /** @description Its name, as far as typed. */
                    name: string;
                    /** @description A phone of its people. */
                    phone?: string;
                    /** @description 统一社会信用代码. */
                    uscc?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Known"][];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes from now on. The stream ends with the session, and when the server stops. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": components["schemas"]["Change"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exceptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Exceptions to conditions of gates, last asked for first. */
        get: {
            parameters: {
                query?: {
                    /** @description Of this condition. */
                    condition?: string;
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description About deals of this department and those below. */
                    department?: string;
                    /** @description Asked for at this moment or later. */
                    from?: string;
                    /** @description Of this gate. */
                    gate?: string;
                    /** @description Granted ones only. */
                    granted?: boolean;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                    /** @description Only those not decided yet. */
                    open?: boolean;
                    /** @description About deals of this owner. */
                    owner?: string;
                    /** @description Asked for before this moment. */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_InboxLine"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows by id. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_RowView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One row. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RowView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export-requests/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes one; `If-Match` with its version, where the caller wants to be told of changes in between. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ExportRequestCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export-requests/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates one. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ExportRequestCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Exports, last first. Who sees all deals reads all of them, everybody else his own. */
        get: {
            parameters: {
                query?: {
                    /** @description By this person. */
                    actor?: string;
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description At this moment or later. */
                    from?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                    /** @description Before this moment. */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_ExportLine"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * The rows that the list shows the caller with these filters, in its order, as a file. It counts against the rows that he may take
         *     out a day, and is recorded with its reason.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": number[];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an export would be. Nothing is made, nothing is recorded. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Which"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Preview"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stores a file. The body is the file itself, `application/octet-stream`, at most 20 MiB. */
        post: {
            parameters: {
                query?: {
                    /** @description Its name where it came from; made safe, it is what the file is saved under later. */
                    name?: string;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": number[];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FileView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file that the caller has stored. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sha256: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": number[];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hand-overs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Hand-overs that the caller reads, the earliest first. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_HandOverLine"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hand-overs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One hand-over with everything that moved. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HandOverView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hand-overs/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs a hand-over. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["HandOverCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hand-overs/{id}/paper": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The list with its signatures, as a file. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["HandOverCopy"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": number[];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hand-overs/leavers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whose things the caller may hand over, by name; nobody where he hands over for nobody. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Named"][];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the installation is; for system administrators and auditors. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HealthView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to deals, the latest first; of one customer, what happened to itself and its people as well. */
        get: {
            parameters: {
                query?: {
                    /** @description On this customer, its people and the deals with it. */
                    account?: string;
                    /** @description By this person. */
                    actor?: string;
                    /** @description By this command. */
                    command?: string;
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description On this deal. */
                    deal?: string;
                    /** @description At this moment or later. */
                    from?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                    /** @description Before this moment. */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_TrailLine"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own imports, the latest first; all of them for those who may stop them. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_ImportView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Begins an import. The body is the file itself, XLSX or CSV, `application/octet-stream`, at most 32 MiB. */
        post: {
            parameters: {
                query: {
                    /** @description What the rows are. */
                    kind: string;
                    /** @description The name of the file, as its owner knows it. */
                    name: string;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": number[];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An import, and how far it is. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/built-upon": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What stood in the way of taking it back, by row. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportBuiltUpon"][];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a command to an import. It is answered at once; the work goes on in the server. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ImportCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file, its columns and their mapping. */
        get: {
            parameters: {
                query?: {
                    /** @description Its name; absent for the one that the mapping names, or the first with a head. */
                    sheet?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportLook"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/mapping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Says what the columns mean. One that does not fit the file is kept all the same, and `look` says why it does not. */
        put: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": unknown;
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rows that need a look, with reasons, to be corrected and imported again. */
        get: {
            parameters: {
                query: {
                    /** @description `csv` or `xlsx`. */
                    format: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": number[];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows of an import with what would become, or became, of them. */
        get: {
            parameters: {
                query: {
                    /** @description How many, 1 to 200. */
                    limit?: number;
                    /** @description Only those with this mark: a verdict, or `error:FIELD:CODE`. */
                    mark?: string;
                    /** @description How many to pass over. */
                    offset?: number;
                    /** @description `check` (what would become of them) or `run` (what became of them). */
                    pass: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportRows"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be imported. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportKind"][];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All figures of the board over the deals that the caller sees. */
        get: {
            parameters: {
                query?: {
                    /** @description In `/insights/rows`: the `next` of the page before. */
                    cursor?: string;
                    /** @description Of this department and those below only. */
                    department?: string;
                    /** @description The first day; the first of this quarter where absent. */
                    from?: string;
                    /** @description In `/insights/rows`: how many, 1 to 200. */
                    limit?: number;
                    /** @description In `/insights/rows`: which rows, as a figure's `rows` names them. */
                    of?: string;
                    /** @description Of this owner only. */
                    owner?: string;
                    /** @description The last day, included; the last of that quarter where absent. */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InsightsView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insights/{figure}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One figure, by its number in the standard's list (`K11`) or by its key. */
        get: {
            parameters: {
                query?: {
                    /** @description In `/insights/rows`: the `next` of the page before. */
                    cursor?: string;
                    /** @description Of this department and those below only. */
                    department?: string;
                    /** @description The first day; the first of this quarter where absent. */
                    from?: string;
                    /** @description In `/insights/rows`: how many, 1 to 200. */
                    limit?: number;
                    /** @description In `/insights/rows`: which rows, as a figure's `rows` names them. */
                    of?: string;
                    /** @description Of this owner only. */
                    owner?: string;
                    /** @description The last day, included; the last of that quarter where absent. */
                    to?: string;
                };
                header?: never;
                path: {
                    /** @description Such as `K11` */
                    figure: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InsightsView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insights/owner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Signed, cash in, overdue, exceptions to decide, and what waits for the caller. */
        get: {
            parameters: {
                query?: {
                    /** @description In `/insights/rows`: the `next` of the page before. */
                    cursor?: string;
                    /** @description Of this department and those below only. */
                    department?: string;
                    /** @description The first day; the first of this quarter where absent. */
                    from?: string;
                    /** @description In `/insights/rows`: how many, 1 to 200. */
                    limit?: number;
                    /** @description In `/insights/rows`: which rows, as a figure's `rows` names them. */
                    of?: string;
                    /** @description Of this owner only. */
                    owner?: string;
                    /** @description The last day, included; the last of that quarter where absent. */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InsightsView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insights/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rows that a figure's `rows`, `part_rows` or `rest_rows` names. */
        get: {
            parameters: {
                query?: {
                    /** @description In `/insights/rows`: the `next` of the page before. */
                    cursor?: string;
                    /** @description Of this department and those below only. */
                    department?: string;
                    /** @description The first day; the first of this quarter where absent. */
                    from?: string;
                    /** @description In `/insights/rows`: how many, 1 to 200. */
                    limit?: number;
                    /** @description In `/insights/rows`: which rows, as a figure's `rows` names them. */
                    of?: string;
                    /** @description Of this owner only. */
                    owner?: string;
                    /** @description The last day, included; the last of that quarter where absent. */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_InsightRow"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instalments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Instalments of the deals that the caller sees. */
        get: {
            parameters: {
                query?: {
                    /** @description A customer. */
                    account?: string;
                    /** @description `not_due`, `to30`, `to60`, `to90` or `over90`, of those not fully paid. */
                    age?: string;
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description Department of the deal. */
                    department?: string;
                    /** @description Due before this day. */
                    due_before?: string;
                    /** @description Due on this day or later. */
                    due_from?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                    /** @description Only those not fully paid. */
                    open?: boolean;
                    /** @description Owner of the deal: `me`, or the id of a person. */
                    owner?: string;
                    /** @description Part of a number or of a name, or pinyin. */
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InstalmentPage"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leads/suggestion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the answers of 表1 come to. */
        get: {
            parameters: {
                query: {
                    /** @description Option of 联系人决策角色. */
                    authority_level: string;
                    /** @description Option of 预算情况. */
                    budget_status: string;
                    /** @description 预计采购时间. */
                    expected_purchase_date?: string;
                    /** @description Option of 采购意向. */
                    intent_level: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Suggestion"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/migration-batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows by id. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_RowView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/migration-batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One row. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RowView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/migration-batches/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes one; `If-Match` with its version, where the caller wants to be told of changes in between. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MigrationCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/migration-batches/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates one. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MigrationCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own notices, the latest first. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                    /** @description Those for one reason only, read ones among them. */
                    reason?: string;
                    /** @description Unread ones only. */
                    unread?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_NoticeView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notes that notices were read. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Read"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why one is told things. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReasonView"][];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Sets what one does not want to hear. */
        put: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Mutes"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/obligations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open duties, earliest due first. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                    /** @description `mine`, `team` or `others`; mine where absent. */
                    whose?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_DutyView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/obligations/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many duties, approvals and notices wait. */
        get: {
            parameters: {
                query?: {
                    /** @description `mine`, `team` or `others`; mine where absent. */
                    whose?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Counts"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The OpenAPI 3.1 description of this server. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/own-entities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows by id. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_RowView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/own-entities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One row. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RowView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/own-entities/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes one; `If-Match` with its version, where the caller wants to be told of changes in between. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OwnEntityCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/own-entities/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates one. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OwnEntityCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/paper-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows by id. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_RowView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Adds a template: the body is the file itself, `application/octet-stream`, at most 20 MiB. */
        post: {
            parameters: {
                query: {
                    /** @description Only looks at it. */
                    dry_run?: boolean;
                    /** @description The kind of document. */
                    kind: string;
                    /** @description What people call it. */
                    name: string;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": number[];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AddedView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/paper-templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One row. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RowView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/paper-templates/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes one; `If-Match` with its version, where the caller wants to be told of changes in between. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PaperTemplateCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/paper-templates/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates one. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PaperTemplateCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/personal-data/expiring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the coming night will erase because its time is over. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Expiring"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/personal-data/ungrounded": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Contacts from before a basis was asked for, by id. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_UngroundedContact"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pool": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is in the pool, latest first. */
        get: {
            parameters: {
                query?: {
                    /** @description Customers; leads where absent. */
                    accounts?: boolean;
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description Of this department. */
                    department?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                    /** @description In this pool; in all that the caller looks into where absent. */
                    pool?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_PoolLine"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The pools into which the caller looks, in the order in which they are asked; the company's own last. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PoolView"][];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/posts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows by id. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_RowView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/posts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One row. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RowView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/posts/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes one; `If-Match` with its version, where the caller wants to be told of changes in between. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PostCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/posts/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates one. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PostCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-books": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows by id. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_RowView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-books/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One row. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RowView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-books/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes one; `If-Match` with its version, where the caller wants to be told of changes in between. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PriceBookCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-books/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates one. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PriceBookCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/processes/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process in force. A published version never changes: `ETag` names it. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, unknown>;
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/processes/current/forms/{kind}/paper": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An empty form of the process in force. It says nothing of anybody, so it is in no register and bears no code. */
        get: {
            parameters: {
                query: {
                    /** @description The file's format. */
                    format: string;
                    /** @description The language; the reader's where absent. */
                    language?: string;
                };
                header?: never;
                path: {
                    kind: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": number[];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/processes/current/forms/{kind}/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The places that a template of a document may have. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    kind: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlaceView"][];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows by id. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_RowView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One row. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RowView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes one; `If-Match` with its version, where the caller wants to be told of changes in between. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ProductCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates one. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ProductCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows by id. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_RowView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/receipts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One row. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RowView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/receipts/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes one; `If-Match` with its version, where the caller wants to be told of changes in between. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReceiptCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/receipts/{id}/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a receipt probably pays. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProposalView"][];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/receipts/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates one. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReceiptCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reference-duties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The table of duties. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DutyRule"][];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whom the caller may register leads for. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Registration"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reorganizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows by id. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_RowView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reorganizations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One row. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RowView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reorganizations/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes one; `If-Match` with its version, where the caller wants to be told of changes in between. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReorganizationCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reorganizations/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates one. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReorganizationCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Finds deals that the caller sees, and the customers of those deals. */
        get: {
            parameters: {
                query: {
                    /** @description How many, 1 to 200. */
                    limit?: number;
                    /** @description The text, at most 100 characters. */
                    q: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Found"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/security-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The security log, last first; for auditors and security administrators. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description At this moment or later. */
                    from?: string;
                    /** @description Of this kind. */
                    kind?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                    /** @description About this person. */
                    person?: string;
                    /** @description What was done only, or what was refused only. */
                    success?: boolean;
                    /** @description Before this moment. */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_SecurityLine"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sensitive-reads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads, last first. */
        get: {
            parameters: {
                query?: {
                    /** @description By this person. */
                    actor?: string;
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description At this moment or later. */
                    from?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                    /** @description Before this moment. */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_SensitiveReadLine"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/separations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Separation of duties as it stands now. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SeparationsView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Signs in. Five wrong passwords in fifteen minutes lock the login. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignIn"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Begun"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Signs out: the session ends and the cookie goes. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms the session by password or code; it goes on under a fresh token. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Confirm"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes one's own password. All sessions end, and this browser gets a new one. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangePassword"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own sessions, oldest first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionView"][];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of one's own sessions. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The settings in force. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, unknown>;
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes a setting. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SettingCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets the company up: departments, people, posts and the first administrator. Possible once. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SetUp"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Company"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subject-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows by id. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_RowView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subject-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One row. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RowView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subject-requests/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a step. What an erasure set free on the disk is gone with the answer. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SubjectRequestCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subject-requests/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Everything that we hold of the person, to be given to him. */
        post: {
            parameters: {
                query: {
                    /** @description `json` or `xlsx`. */
                    format: string;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": number[];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subject-requests/{id}/found": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who the request may be about. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SubjectFound"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subject-requests/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes down a request. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SubjectRequestCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for the caller and belongs to no deal, earliest due first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TaskView"][];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows by id. */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    cursor?: string;
                    /** @description How many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageView_RowView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One row. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RowView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes one; `If-Match` with its version, where the caller wants to be told of changes in between. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PersonCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/hand-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hands everything over, or shows what would move. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["HandOver"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HandOverView"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives somebody a password for one sign-in and ends his sessions; for system administrators. It is shown this once. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirstPassword"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes somebody's lost second factor away and ends his sessions; for security administrators, and never for oneself. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Somebody's live sessions, oldest first; for system and security administrators. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionView"][];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Ends all of somebody's sessions; for system and security administrators. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of somebody's sessions; for system and security administrators. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    session: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates one. */
        post: {
            parameters: {
                query?: {
                    /** @description Decide and do nothing: no event, no record. */
                    dry_run?: boolean;
                };
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PersonCommand"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Executed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verify/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was given out under a code. Open to everybody: a customer holds the paper. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CopyView"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own views of a list, by name. */
        get: {
            parameters: {
                query: {
                    /** @description The list, such as `deals`. */
                    page: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SavedViewLine"][];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views/{page}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keeps a filter under a name, in place of the one that had it. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                    page: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SaveView"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Forgets a view. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                    page: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process runs. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts and times in the text format of Prometheus, and what waits in the background. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process takes new work; 503 from the moment that it begins to stop. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, unknown>;
export interface components {
    schemas: {
        /**
         * Command
         * @description What may be asked.
         */
        AbsenceCommand: {
            from: string;
            kind: components["schemas"]["AbsenceKind"];
            /** @default null */
            note: string | null;
            person: components["schemas"]["PersonId"];
            /** @default null */
            stands_in: components["schemas"]["PersonId"] | null;
            /** @constant */
            type: "record_absence";
            until: string;
        } | {
            /** @constant */
            type: "end_absence";
        };
        /** @description Why somebody is away. */
        AbsenceKind: "leave" | "trip" | "other";
        /** @description Why somebody sees a deal or a customer, or why not. */
        AccessView: {
            /** @description About whom the caller may ask, himself first. */
            askable: components["schemas"]["Named"][];
            /** @description What lets him, or, where nothing does, what is missing; in words. */
            because: string[];
            /** @description Papers and fields that are kept from him, and from whom they are not; only where he sees the deal. */
            hidden: components["schemas"]["HiddenView"][];
            /** @description About whom. */
            person: components["schemas"]["Named"];
            /** @description Everybody who sees it; told to its owner, his superiors, the security administrator and the auditor. */
            readers: components["schemas"]["ReaderView"][];
            /** @description Whether he sees it. */
            sees: boolean;
        };
        /**
         * Command
         * @description What may be asked.
         */
        AccountAppealCommand: {
            account: components["schemas"]["AccountId"];
            /** @default [] */
            evidence: string[];
            reason: string;
            /** @constant */
            type: "file_account_appeal";
        } | {
            owner: components["schemas"]["PersonId"];
            reason: string;
            /** @constant */
            type: "decide_account_appeal";
        };
        /**
         * Command
         * @description What may be asked.
         */
        AccountCommand: {
            /** @default null */
            industry: string | null;
            /**
             * @description Why it is none of the similar ones.
             * @default null
             */
            justification: string | null;
            name: string;
            /** @default null */
            nature: string | null;
            /** @default null */
            region: string | null;
            /** @default null */
            size_class: string | null;
            /** @constant */
            type: "create_account";
            /** @default null */
            uscc: string | null;
        } | {
            /** @default null */
            justification: string | null;
            name: string;
            /** @constant */
            type: "rename_account";
        } | {
            /** @constant */
            type: "set_account_uscc";
            uscc: string;
        } | {
            /** @default null */
            industry: string | null;
            /** @default null */
            nature: string | null;
            /** @default null */
            region: string | null;
            /** @default null */
            size_class: string | null;
            /** @constant */
            type: "classify_account";
        } | {
            /** @default null */
            limit_minor: components["schemas"]["Money"] | null;
            /** @constant */
            type: "set_credit_limit";
        } | {
            /** @default null */
            head: components["schemas"]["AccountId"] | null;
            /** @constant */
            type: "link_account_group";
        } | {
            /** @default null */
            owner: components["schemas"]["PersonId"] | null;
            /** @constant */
            type: "transfer_account";
        } | {
            /** @description Why it is none of the similar ones that others have. */
            justification?: string | null;
            /** @constant */
            type: "claim_account";
        } | {
            /** @default null */
            from: string | null;
            person: components["schemas"]["PersonId"];
            /** @constant */
            type: "name_account_reader";
            /** @default null */
            until: string | null;
        } | {
            person: components["schemas"]["PersonId"];
            /** @constant */
            type: "unname_account_reader";
        } | {
            reason: string;
            /** @constant */
            type: "release_account";
        } | {
            reason: string;
            /** @constant */
            type: "renew_account_protection";
        } | {
            /** @constant */
            type: "recycle_account";
        };
        /**
         * Format: uuid
         * @description A customer (客户).
         */
        AccountId: string;
        /** @description A customer in a list. */
        AccountLine: Record<string, unknown> & {
            /**
             * Format: int64
             * @description Value of its signed contracts, minor units.
             */
            contract_minor: number;
            /** @description Its department, by name. */
            department_name: components["schemas"]["Named"];
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: int64
             * @description Running deals with it.
             */
            open_deals: number;
            /**
             * Format: int64
             * @description What it still owes, minor units.
             */
            outstanding_minor: number;
            owner_name?: components["schemas"]["Named"] | null;
            /**
             * Format: int64
             * @description Its version, for `If-Match`.
             */
            version: number;
        };
        /** @description A template that was taken. */
        AddedView: {
            /** @description `docx` or `xlsx`. */
            format: string;
            /**
             * Format: uuid
             * @description Its id; of a dry run one that nothing has.
             */
            id: string;
            /** @description The places that it has. */
            places: string[];
        };
        /** @description A command that a person could meet on this deal. */
        AffordanceView: {
            /**
             * Format: uuid
             * @description The approval, for commands about one.
             */
            approval?: string | null;
            /** @description The command's type. */
            command: string;
            /** @description Whether it is allowed, as far as can be told without its payload. */
            is_allowed: boolean;
            /** @description The kind of document, for `submit_document`. */
            kind?: string | null;
            /** @description Its name. */
            name: string;
            refusal?: components["schemas"]["RefusalView"] | null;
        };
        /** @description A bucket of age. */
        AgeView: {
            /** @description `not_due`, `to30`, `to60`, `to90` or `over90`. */
            age: string;
            /**
             * Format: int64
             * @description How many instalments.
             */
            instalments: number;
            /**
             * Format: int64
             * @description What is out, minor units.
             */
            outstanding_minor: number;
        };
        /** @description A reminder or escalation. */
        AlarmView: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Whether it has fired. */
            is_raised: boolean;
            /** @description Reminder, escalation or recycling, in words. */
            kind: string;
            /** @description To whom, in words. */
            to: string[];
        };
        /** @description A finding. */
        AnomalyLine: {
            account?: components["schemas"]["Named"] | null;
            deal?: components["schemas"]["TrailDeal"] | null;
            /** @description What was compared, in a sentence. */
            detail: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Whether it is told at once. */
            is_alert: boolean;
            /** @description Whether the caller may settle it. */
            may_settle: boolean;
            /** @description The rule in a few words. */
            name: string;
            /** @description Why. */
            note?: string | null;
            /**
             * Format: date
             * @description The day of it; for what took a week, its Monday.
             */
            on: string;
            person?: components["schemas"]["Named"] | null;
            /** @description The rule. */
            rule: string;
            /**
             * Format: date-time
             * @description When.
             */
            settled_at?: string | null;
            settled_by?: components["schemas"]["Named"] | null;
            /** @description `explained` or `followed_up`; absent while nobody looked into it. */
            verdict?: string | null;
            /**
             * Format: int64
             * @description Its version.
             */
            version: number;
        };
        /** @description What a customer says to a quotation. */
        AnswerKind: "accepted" | "counter" | "rejected" | "none";
        /** @description An appeal in a list. */
        AppealLine: {
            /**
             * Format: uuid
             * @description The appeal itself, where it is about a customer without business.
             */
            account_appeal?: string | null;
            against?: components["schemas"]["Named"] | null;
            /** @description Who filed it. */
            by: components["schemas"]["Named"];
            by_department?: components["schemas"]["Named"] | null;
            /** @description The customer. */
            customer?: string | null;
            /**
             * Format: uuid
             * @description The deal, where it is about one and the reader sees it.
             */
            deal?: string | null;
            /**
             * Format: date-time
             * @description When it was decided.
             */
            decided_at?: string | null;
            /** @description The department that has the deal or the customer. */
            department: components["schemas"]["Named"];
            /**
             * Format: date-time
             * @description By when it is to be decided.
             */
            due_at?: string | null;
            /**
             * Format: int32
             * @description How many files were laid to it.
             */
            evidence: number;
            /**
             * Format: date-time
             * @description When.
             */
            filed_at: string;
            holder?: components["schemas"]["Named"] | null;
            /**
             * Format: int32
             * @description 1 for the first, 2 for the last.
             */
            level: number;
            /** @description Whether it did not favour the reader, and he may appeal against that once. */
            may_appeal: boolean;
            /** @description Whether the reader may decide it now. */
            may_decide: boolean;
            /** @description Its number, where the reader sees it. */
            number?: string | null;
            /** @description Why it was decided so, where it is about a customer without business; of a deal it stands in its history. */
            opinion?: string | null;
            /** @description Why. */
            reason?: string | null;
            /** @description The credit as it was shared out, once the last decision stands. */
            shares: components["schemas"]["ShareView"][];
            /** @description Whether it was decided for whoever filed it. */
            upheld?: boolean | null;
        };
        /**
         * Format: uuid
         * @description An approval: one run of a chain over one content.
         */
        ApprovalId: string;
        /** @description An approval. */
        ApprovalView: {
            /** @description What it is about, in words. */
            about: string;
            /**
             * Format: int32
             * @description Number of the step whose turn it is, from 1.
             */
            active: number;
            /** @description The chain, `A8`. */
            chain: string;
            /** @description The digest of what is shown; a decision names it. */
            digest: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Whether the reader may decide now. */
            is_mine: boolean;
            /** @description The limits that its paper breaks, a sentence each, while it is open. */
            limits: string[];
            /** @description Its name. */
            name: string;
            on_behalf_of?: components["schemas"]["Named"] | null;
            /**
             * Format: date-time
             * @description When.
             */
            requested_at: string;
            /** @description `approved`, `rejected`, `returned`, `withdrawn`, `lapsed`; absent while it is open. */
            result?: string | null;
            /** @description Its steps. */
            steps: components["schemas"]["StepView"][];
            /** @description What it is about: `document` and `revision`, or `gate` and `condition`. */
            subject: Record<string, unknown>;
            /** @description Who asked. */
            submitter: components["schemas"]["Named"];
        };
        /** @description An attempt. */
        AttemptLine: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            by?: components["schemas"]["Named"] | null;
            /** @description The command. */
            command: string;
            deal?: components["schemas"]["TrailDeal"] | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description The command's name. */
            name: string;
            /** @description What the refusal says, in a few words. */
            refusal?: string | null;
            /** @description The code of the refusal; absent where it was accepted. */
            refusal_code?: string | null;
            /**
             * Format: uuid
             * @description Its target.
             */
            target?: string | null;
            /** @description The kind of its target. */
            target_kind: string;
            /** @description By which way: `api`, `bulk`, `import`, `scanner`, `setup`. */
            via: string;
        };
        /** @description What a signed contract still pays (期初应收). */
        Balance: {
            /** @description Its instalments, in order. */
            instalments: components["schemas"]["Carried"][];
            /** @description When it was signed. */
            signed_on: string;
        };
        /** @description Who has signed in. */
        Begun: {
            /**
             * Format: uuid
             * @description The person.
             */
            person: string;
        };
        /** @description A thing that does not move. */
        BlockedView: {
            /**
             * Format: uuid
             * @description Its id, where the reader sees it.
             */
            id?: string | null;
            /** @description What kind of thing. */
            kind: string;
            /** @description Its name, where the reader sees it. */
            name?: string | null;
            /** @description Why. */
            problem: components["schemas"]["Problem"];
        };
        /** @description A chain that does not hold. */
        BrokenChain: {
            /** @description The deal's id, the stream's name, or day and writer of a log. */
            chain: string;
            /**
             * Format: int64
             * @description The first entry that does not follow from the one before.
             */
            seq: number;
        };
        /** @description Commands to many deals. */
        Bulk: {
            /** @description At most 200. */
            commands: components["schemas"]["BulkCommand"][];
        };
        /** @description One of them. */
        BulkCommand: {
            command: components["schemas"]["Command"];
            /**
             * Format: uuid
             * @description The deal.
             */
            deal: string;
            /**
             * Format: int64
             * @description The version that was seen, where the command needs one.
             */
            version?: number | null;
        };
        /** @description How one of them ended. */
        BulkResult: {
            /**
             * Format: uuid
             * @description The deal.
             */
            deal: string;
            done?: components["schemas"]["Executed"] | null;
            problem?: components["schemas"]["Problem"] | null;
            /**
             * Format: int32
             * @description The status that the command alone would have had.
             */
            status: number;
        };
        /** @description How documents are drawn, and why the deal is taken out. */
        BundleOrder: {
            /** @description The format of documents: `pdf`, `xlsx` or `docx`. */
            documents: string;
            /** @description Why. */
            reason?: string;
        };
        /**
         * Command
         * @description What may be asked.
         */
        CalendarCommand: {
            file: string;
            /** @constant */
            type: "propose_year";
        } | {
            days: {
                [key: string]: string;
            }[];
            /** @constant */
            type: "propose_days";
        } | {
            /** @constant */
            type: "confirm_calendar_change";
        } | {
            /** @constant */
            type: "withdraw_calendar_change";
        };
        /** @description What a change of the calendar would move. */
        CalendarEffect: {
            /** @description Whether there are more deals with deadlines than were looked at. */
            is_cut: boolean;
            /** @description Deadlines that would move. */
            moved: number;
            /** @description Deadlines that would move, the earliest first, of deals that the reader sees; up to 50. */
            sample: components["schemas"]["MovedDeadline"][];
            /** @description Deadlines that would stay. */
            unchanged: number;
        };
        /** @description What an entity is. */
        Card: {
            /**
             * @description Address.
             * @default null
             */
            address: string | null;
            /**
             * @description 开户行.
             * @default null
             */
            bank: string | null;
            /**
             * @description 账号.
             * @default null
             */
            bank_account: string | null;
            /**
             * @description Whether it is a 中小企业, so that statutory payment terms protect it.
             * @default false
             */
            is_sme: boolean;
            /** @description Legal name. */
            name: string;
            /**
             * @description Phone.
             * @default null
             */
            phone: string | null;
            /** @description 统一社会信用代码. */
            uscc: string;
        };
        /** @description An instalment and what came in for it so far. */
        Carried: {
            /** @description How much it was. */
            amount_minor: components["schemas"]["Money"];
            /** @description By when we ask for it. */
            due_on: string;
            /**
             * @description What came in so far.
             * @default 0
             */
            received_minor: components["schemas"]["Money"];
            /**
             * Format: uint32
             * @description Its place in the schedule, from 1.
             */
            seq: number;
        };
        /** @description Something to be done about the certificate. */
        CertificateFinding: {
            /** @description `ends_soon`, `ended`, `not_yet`, `not_for_host`, `key_open`, `not_taken`. */
            code: string;
            /** @description Whether browsers refuse, or will once the server starts again. */
            is_fault: boolean;
        };
        /** @description The certificate that the server shows. */
        CertificateView: {
            /** @description The SHA-256 of the self-made authority's certificate, to be compared before it is installed. */
            authority?: string | null;
            /**
             * Format: date-time
             * @description When it ends, or the first of its chain.
             */
            ends_at?: string | null;
            /** @description What is to be done about it. */
            findings: components["schemas"]["CertificateFinding"][];
            /** @description Whether the administrator gave it, or it is self-made. */
            is_given: boolean;
        };
        /** @description What a stretch of the walk found. */
        ChainsView: {
            /** @description Those that do not hold. */
            broken: components["schemas"]["BrokenChain"][];
            /** @description How many chains were walked. */
            checked: number;
            /** @description The chains of this stretch: `deal`, `reference`, `journal` or `security`. */
            kind: string;
            /** @description Where to go on; absent when everything was walked. */
            next?: string | null;
        };
        /** @description Something that was changed. */
        Change: {
            /** @description The command that changed it. */
            command: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description `deal`, `account`, `receipt` … */
            kind: string;
            /**
             * Format: int64
             * @description Its version now.
             */
            version: number;
        };
        /**
         * Format: uuid
         * @description A change asked for in delivery (需求变更).
         */
        ChangeId: string;
        /** @description The password so far, and the next one. */
        ChangePassword: {
            /** @description The password so far. */
            current: string;
            /** @description The next one, as the preset of passwords wants it. */
            next: string;
        };
        /** @description How a report reached the customer. */
        Channel: "system_mail" | "declared";
        /** @description A way by which notices leave the house. */
        ChannelView: {
            /** @description `mail` or `group`. */
            channel: string;
            /** @description Messages that were given up, the latest first. */
            given_up: components["schemas"]["GivenUp"][];
            /** @description Whether it is set up. */
            is_open: boolean;
            /**
             * Format: int64
             * @description Messages that wait.
             */
            waiting: number;
        };
        /** @description A column. */
        ColumnView: {
            /**
             * Format: int64
             * @description Average days in the stage, now.
             */
            average_dwell_days: number;
            /** @description Its first cards. */
            cards: components["schemas"]["DealCard"][];
            /** @description The stage's name. */
            name: string;
            /** @description The cursor of `GET /deals` with this stage and order, for the next ones. */
            next?: string | null;
            /**
             * Format: int32
             * @description Working days that the stage usually takes.
             */
            norm_working_days?: number | null;
            /** @description Its stage. */
            stage: string;
            /** @description All deals of the column. */
            sums: components["schemas"]["SumsView"];
            /**
             * Format: int64
             * @description What its deals are worth times that, minor units.
             */
            weighted_minor: number;
            /**
             * Format: int32
             * @description How likely a deal of this stage is signed, per cent.
             */
            win_probability_pct: number;
        };
        /**
         * Command
         * @description A command to an existing deal.
         */
        Command: {
            body: {
                [key: string]: unknown;
            };
            /**
             * @description Absent for a new document.
             * @default null
             */
            document: components["schemas"]["DocumentId"] | null;
            kind: components["schemas"]["DocumentKind"];
            /**
             * Format: uint32
             * @description The revision that this one follows; 0 for a new document.
             * @default 0
             */
            revision: number;
            /** @constant */
            type: "submit_document";
        } | {
            at: string;
            /**
             * @description A day on which the customer or we will do something.
             * @default null
             */
            commitment_on: string | null;
            method: components["schemas"]["ContactMethod"];
            note: string;
            reached: boolean;
            /** @constant */
            type: "log_contact_attempt";
        } | {
            /** @default null */
            note: string | null;
            /** @default null */
            reason: components["schemas"]["InvalidReason"] | null;
            result: components["schemas"]["ScreeningResult"];
            /** @constant */
            type: "complete_screening";
        } | {
            reason: string;
            to: components["schemas"]["PersonId"];
            /** @constant */
            type: "reassign_owner";
        } | {
            /** @description Why its customer is none of the similar ones that others have. */
            justification?: string | null;
            /** @constant */
            type: "claim_lead";
        } | {
            reason: string;
            /** @constant */
            type: "release_lead";
        } | {
            /** @default [] */
            evidence: components["schemas"]["Digest"][];
            reason: string;
            /** @constant */
            type: "file_appeal";
        } | {
            owner: components["schemas"]["PersonId"];
            reason: string;
            shares: components["schemas"]["Share"][];
            /** @constant */
            type: "decide_appeal";
        } | {
            confirmed: boolean;
            reason: string;
            /** @constant */
            type: "decide_recycling";
        } | {
            /** @constant */
            type: "advance_stage";
        } | {
            reason: string;
            to: components["schemas"]["Stage"];
            /** @constant */
            type: "return_stage";
        } | {
            condition: string;
            gate: string;
            reason: string;
            /** @constant */
            type: "request_exception";
        } | {
            approval: components["schemas"]["ApprovalId"];
            /** @description The digest of what was shown. */
            digest: components["schemas"]["Digest"];
            /** @default null */
            opinion: string | null;
            /** Format: uint32 */
            step: number;
            /** @constant */
            type: "decide_approval";
            verdict: components["schemas"]["Verdict"];
        } | {
            approval: components["schemas"]["ApprovalId"];
            reason: string;
            /** Format: uint32 */
            step: number;
            to: components["schemas"]["PersonId"];
            /** @constant */
            type: "transfer_approval";
        } | {
            approval: components["schemas"]["ApprovalId"];
            before: boolean;
            person: components["schemas"]["PersonId"];
            reason: string;
            /** @constant */
            type: "add_approver";
        } | {
            approval: components["schemas"]["ApprovalId"];
            /** @constant */
            type: "withdraw_approval";
        } | {
            approval: components["schemas"]["ApprovalId"];
            /** @constant */
            type: "urge_approval";
        } | {
            body: {
                [key: string]: unknown;
            };
            reason: string;
            /** Format: uint32 */
            revision: number;
            /** @constant */
            type: "move_visit";
            visit: components["schemas"]["DocumentId"];
        } | {
            reason: string;
            /** @constant */
            type: "cancel_visit";
            visit: components["schemas"]["DocumentId"];
        } | {
            document: components["schemas"]["DocumentId"];
            opinion: string;
            /** @constant */
            type: "confirm_backfill";
        } | {
            /** Format: uint32 */
            action: number;
            document: components["schemas"]["DocumentId"];
            note: string;
            /** @constant */
            type: "complete_action";
        } | {
            guidance: string;
            /** @constant */
            type: "guide_needs";
        } | {
            contact: components["schemas"]["ContactId"];
            /** @default [] */
            evidence: components["schemas"]["Digest"][];
            method: components["schemas"]["VerificationMethod"];
            need: components["schemas"]["NeedId"];
            note: string;
            on: string;
            result: components["schemas"]["VerificationResult"];
            /** @constant */
            type: "verify_need";
            /**
             * @description The second visit, where that is the method.
             * @default null
             */
            visit: components["schemas"]["DocumentId"] | null;
        } | {
            reason: string;
            /** @constant */
            type: "waive_pain";
        } | {
            amount: components["schemas"]["Money"];
            close_on: string;
            /** @constant */
            type: "set_forecast";
        } | {
            opinion: string;
            /** @constant */
            type: "confirm_opportunity";
        } | {
            needed_on: string;
            role: string;
            /** @constant */
            type: "request_resource";
            what: string;
        } | {
            /** @default null */
            person: components["schemas"]["PersonId"] | null;
            reason: string;
            resource: components["schemas"]["ResourceId"];
            /** @constant */
            type: "grant_resource";
        } | {
            held_at: string;
            invited: components["schemas"]["PersonId"][];
            /**
             * Format: uint32
             * @description The revision of the solution.
             */
            revision: number;
            /** @constant */
            type: "convene_review";
        } | {
            opinion: string;
            review: components["schemas"]["DocumentId"];
            /** @constant */
            type: "vote_review";
            vote: components["schemas"]["Vote"];
        } | {
            body: {
                [key: string]: unknown;
            };
            review: components["schemas"]["DocumentId"];
            /** @constant */
            type: "conclude_review";
        } | {
            /** Format: uint32 */
            action: number;
            /** @default [] */
            evidence: components["schemas"]["Digest"][];
            note: string;
            review: components["schemas"]["DocumentId"];
            /** @constant */
            type: "close_review_action";
        } | {
            contact: components["schemas"]["ContactId"];
            document: components["schemas"]["DocumentId"];
            file: components["schemas"]["Digest"];
            /** Format: uint32 */
            revision: number;
            /** @constant */
            type: "send_document";
        } | {
            /**
             * Format: uuid
             * @description The copy, as it was issued.
             */
            copy: string;
            message: string;
            subject: string;
            to: components["schemas"]["ContactId"][];
            /** @constant */
            type: "mail_copy";
        } | {
            mail: components["schemas"]["MailId"];
            outcome: components["schemas"]["MailOutcome"];
            /** @constant */
            type: "settle_mail";
        } | {
            at: string;
            contact: components["schemas"]["ContactId"];
            document: components["schemas"]["DocumentId"];
            evidence: components["schemas"]["Digest"][];
            method: components["schemas"]["ConfirmationMethod"];
            /** Format: uint32 */
            revision: number;
            /** @constant */
            type: "confirm_with_customer";
        } | {
            answer: components["schemas"]["AnswerKind"];
            contact: components["schemas"]["ContactId"];
            document: components["schemas"]["DocumentId"];
            /** @default [] */
            evidence: components["schemas"]["Digest"][];
            /** @default null */
            note: string | null;
            on: string;
            /** Format: uint32 */
            revision: number;
            /** @constant */
            type: "record_answer";
        } | {
            document: components["schemas"]["DocumentId"];
            /** Format: uint32 */
            revision: number;
            /** @constant */
            type: "submit_for_approval";
        } | {
            approval: components["schemas"]["ApprovalId"];
            to: components["schemas"]["PersonId"][];
            /** @constant */
            type: "copy_approval";
        } | {
            /**
             * @description Changes that were offered or accepted in this round.
             * @default []
             */
            agreed: components["schemas"]["TermChangeId"][];
            asks: string;
            /**
             * @description Changes of terms that came up.
             * @default []
             */
            changes: components["schemas"]["NewTermChange"][];
            contacts: components["schemas"]["ContactId"][];
            /** @default null */
            minutes: components["schemas"]["Digest"] | null;
            offers: string;
            on: string;
            people: components["schemas"]["PersonId"][];
            /** @default null */
            place: string | null;
            result: components["schemas"]["RoundResult"];
            /** @constant */
            type: "record_round";
        } | {
            contact: components["schemas"]["ContactId"];
            evidence: components["schemas"]["Digest"][];
            note: string;
            /** @constant */
            type: "accept_quote_as_is";
        } | {
            change: components["schemas"]["TermChangeId"];
            opinion: string;
            passed: boolean;
            /** @constant */
            type: "review_term_change";
        } | {
            digest: components["schemas"]["Digest"];
            document: components["schemas"]["DocumentId"];
            opinion: string;
            passed: boolean;
            /** @constant */
            type: "review_text";
        } | {
            contract: components["schemas"]["DocumentId"];
            /** Format: uint32 */
            copies: number;
            /** @description The file that was printed. */
            text: components["schemas"]["Digest"];
            /** @constant */
            type: "seal_contract";
        } | {
            contract: components["schemas"]["DocumentId"];
            /** @description The digest of what was shown. */
            digest: components["schemas"]["Digest"];
            opinion: string;
            /** @constant */
            type: "reconfirm_contract";
        } | {
            contract: components["schemas"]["DocumentId"];
            reason: string;
            /** @constant */
            type: "void_contract";
        } | {
            contract: components["schemas"]["DocumentId"];
            method: components["schemas"]["SignMethod"];
            ours: string;
            theirs: string;
            /** @constant */
            type: "record_signing";
        } | {
            contract: components["schemas"]["DocumentId"];
            matches: boolean;
            note: string;
            scan: components["schemas"]["Digest"];
            /** @description The text that it was compared with. */
            text: components["schemas"]["Digest"];
            /** @constant */
            type: "compare_scan";
        } | {
            contract: components["schemas"]["DocumentId"];
            kind: components["schemas"]["IncidentKind"];
            reason: string;
            /** @constant */
            type: "report_incident";
        } | {
            body: {
                [key: string]: unknown;
            };
            contract: components["schemas"]["DocumentId"];
            /** @constant */
            type: "file_original";
        } | {
            contract: components["schemas"]["DocumentId"];
            reason: string;
            to: components["schemas"]["PersonId"];
            /** @constant */
            type: "loan_original";
            until: string;
        } | {
            contract: components["schemas"]["DocumentId"];
            /** @constant */
            type: "return_original";
        } | {
            amendment: components["schemas"]["DocumentId"];
            file: components["schemas"]["Digest"];
            signed_on: string;
            /** @constant */
            type: "record_amendment";
        } | {
            document: components["schemas"]["DocumentId"];
            /** Format: uint32 */
            revision: number;
            /** @constant */
            type: "sign_handover";
        } | {
            amount: components["schemas"]["Money"];
            /** Format: int32 */
            days: number;
            reason: string;
            /** @constant */
            type: "request_change";
        } | {
            accepted: boolean;
            change: components["schemas"]["ChangeId"];
            note: string;
            /** @constant */
            type: "decide_change";
        } | {
            /** @constant */
            type: "start_delivery";
        } | {
            /** @default [] */
            evidence: components["schemas"]["Digest"][];
            /** Format: uint32 */
            milestone: number;
            on: string;
            /** @constant */
            type: "complete_milestone";
        } | {
            channel: components["schemas"]["Channel"];
            document: components["schemas"]["DocumentId"];
            /** @default [] */
            evidence: components["schemas"]["Digest"][];
            /** Format: uint32 */
            revision: number;
            to: components["schemas"]["ContactId"][];
            /** @constant */
            type: "send_report";
        } | {
            evidence: components["schemas"]["Digest"][];
            /** @constant */
            type: "apply_for_acceptance";
        } | {
            note: string;
            /** @constant */
            type: "deem_accepted";
        } | {
            document: components["schemas"]["DocumentId"];
            issued_on: string;
            number: string;
            /** @constant */
            type: "issue_invoice";
        } | {
            contact: components["schemas"]["ContactId"];
            document: components["schemas"]["DocumentId"];
            /** @default [] */
            evidence: components["schemas"]["Digest"][];
            on: string;
            /** @constant */
            type: "deliver_invoice";
        } | {
            document: components["schemas"]["DocumentId"];
            reason: string;
            /** @constant */
            type: "void_invoice";
        } | {
            allocations: components["schemas"]["Part"][];
            /** @default null */
            reason: string | null;
            receipt: components["schemas"]["ReceiptId"];
            /** @constant */
            type: "allocate_receipt";
        } | {
            reason: string;
            receipt: components["schemas"]["ReceiptId"];
            /** @constant */
            type: "request_payer";
        } | {
            amount: components["schemas"]["Money"];
            contact: components["schemas"]["ContactId"];
            instalment: components["schemas"]["InstalmentId"];
            promised_on: string;
            /** @constant */
            type: "record_promise";
        } | {
            instalment: components["schemas"]["InstalmentId"];
            on: string;
            /** @default null */
            reason: components["schemas"]["OverdueReason"] | null;
            /** @constant */
            type: "expect_payment";
        } | {
            instalment: components["schemas"]["InstalmentId"];
            reason: string;
            /** @constant */
            type: "extend_instalment";
            until: string;
        } | {
            amount: components["schemas"]["Money"];
            due_on: string;
            instalment: components["schemas"]["InstalmentId"];
            owner: components["schemas"]["PersonId"];
            reason: string;
            /** @constant */
            type: "dispute_amount";
        } | {
            instalment: components["schemas"]["InstalmentId"];
            note: string;
            /** @constant */
            type: "settle_dispute";
        } | {
            amount: components["schemas"]["Money"];
            instalment: components["schemas"]["InstalmentId"];
            reason: string;
            /** @constant */
            type: "write_off_instalment";
        } | {
            description: string;
            severity: components["schemas"]["Severity"];
            /** @constant */
            type: "raise_complaint";
        } | {
            complaint: components["schemas"]["ComplaintId"];
            note: string;
            /** @constant */
            type: "answer_complaint";
        } | {
            complaint: components["schemas"]["ComplaintId"];
            plan: string;
            /** @constant */
            type: "plan_complaint";
        } | {
            complaint: components["schemas"]["ComplaintId"];
            reason: string;
            /** @constant */
            type: "escalate_complaint";
        } | {
            complaint: components["schemas"]["ComplaintId"];
            note: string;
            /** @constant */
            type: "close_complaint";
        } | {
            complaint: components["schemas"]["ComplaintId"];
            reason: string;
            /** @constant */
            type: "reopen_complaint";
        } | {
            /** Format: uint32 */
            action: number;
            document: components["schemas"]["DocumentId"];
            note: string;
            /** @constant */
            type: "close_improvement";
        } | {
            contract: components["schemas"]["DocumentId"];
            /** @default null */
            lead: components["schemas"]["DealId"] | null;
            note: string;
            outcome: components["schemas"]["RenewalOutcome"];
            /** @constant */
            type: "settle_renewal";
        } | {
            /** @description What we would change. */
            lesson: string;
            outcome: components["schemas"]["Ending"];
            /** @default null */
            price_gap: components["schemas"]["Money"] | null;
            /** @description Key of a reason of the definition. */
            reason: string;
            /** @constant */
            type: "close_deal";
            /** @default null */
            winner: string | null;
        } | {
            person: components["schemas"]["PersonId"];
            reason: string;
            /** @constant */
            type: "name_reader";
        } | {
            person: components["schemas"]["PersonId"];
            reason: string;
            /** @constant */
            type: "unname_reader";
        } | {
            /** @default [] */
            mentions: components["schemas"]["PersonId"][];
            text: string;
            /** @constant */
            type: "comment";
        } | {
            /** @default null */
            document: components["schemas"]["DocumentId"] | null;
            files: components["schemas"]["Digest"][];
            /** @constant */
            type: "attach";
        } | {
            note: string;
            obligation: components["schemas"]["ObligationId"];
            reason: string;
            /** @constant */
            type: "pause_obligation";
        } | {
            obligation: components["schemas"]["ObligationId"];
            /** @constant */
            type: "resume_obligation";
        } | {
            /** @constant */
            type: "tick";
        };
        /** @description The company that was set up. */
        Company: {
            /**
             * Format: uuid
             * @description Its id.
             */
            company: string;
        };
        /**
         * Format: uuid
         * @description A complaint (投诉).
         */
        ComplaintId: string;
        /** @description A condition. */
        ConditionView: {
            /** @description Whether an exception (特批) stands in for it. */
            by_exception: boolean;
            /** @description The command to give. */
            command?: string | null;
            /** @description Its key within the gate. */
            condition: string;
            /** @description The document to fill or to have approved. */
            document?: string | null;
            /** @description Whether an exception may be asked for. */
            exceptable: boolean;
            /** @description Whether it holds, an exception counted. */
            is_met: boolean;
            /** @description The name of that document or command. */
            link_name: string;
            /** @description What a person reads where it does not hold. */
            missing: string;
        };
        /** @description What somebody shows: one of the two. */
        Confirm: {
            /** @description The password. */
            password: string;
        } | {
            /** @description A code of the second factor, or a recovery code. */
            code: string;
        };
        /** @description How a customer confirmed. */
        ConfirmationMethod: "mail" | "wechat" | "signed_minutes" | "signed_document";
        /**
         * Command
         * @description What may be asked.
         */
        ContactCommand: {
            account: components["schemas"]["AccountId"];
            card: components["schemas"]["Card"];
            /** @constant */
            type: "create_contact";
        } | {
            card: components["schemas"]["Card"];
            /** @constant */
            type: "correct_contact";
        } | {
            /** @constant */
            type: "mark_contact_left";
        } | {
            /** @constant */
            type: "erase_contact";
        };
        /**
         * Format: uuid
         * @description A person on the customer's side (联系人).
         */
        ContactId: string;
        /** @description How a customer was reached. */
        ContactMethod: "phone" | "mail" | "wecom" | "visit";
        /** @description Copies of a deal. */
        CopiesOfDeal: {
            /** @description The latest first. */
            items: components["schemas"]["CopyOfDeal"][];
        };
        /** @description Copies on paper of a revision. */
        CopiesView: {
            /** @description Whether a copy for the customer may be made, without what is internal. */
            for_customers: boolean;
            /** @description `pdf`, `xlsx`, `docx`: those that this server makes. */
            formats: string[];
            /** @description What stands across every page, in words; absent where copies are clean. */
            mark?: string | null;
        };
        /** @description A format of copies. */
        CopyFormat: "pdf" | "xlsx" | "docx";
        /** @description A copy that was given out. */
        CopyOfDeal: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description `inside` or `customer`. */
            audience: string;
            by?: components["schemas"]["Named"] | null;
            /** @description The code that it bears. */
            code: string;
            /**
             * Format: uuid
             * @description What it is a copy of; absent for what is made from the deal.
             */
            document?: string | null;
            /** @description `pdf`, `xlsx` or `docx`. */
            format: string;
            /**
             * Format: uuid
             * @description Its entry in the register.
             */
            id: string;
            /** @description Whether our mail carried it. */
            is_mailed: boolean;
            /** @description `zh` or `en`. */
            language: string;
            /** @description What stands across it, in words; absent where it is clean. */
            mark_name?: string | null;
            /** @description The name of that. */
            name: string;
            /** @description Its number. */
            number?: string | null;
            /**
             * Format: int32
             * @description Its revision; 0 for what is made from the deal.
             */
            revision: number;
            /** @description SHA-256 of the file. */
            sha256: string;
            /** @description The customer's people it was made for or sent to. */
            to: components["schemas"]["Named"][];
        };
        /** @description A copy as anybody may know it. */
        CopyView: {
            /** @description The code. */
            code: string;
            /** @description `pdf`, `xlsx`, `docx`. */
            format: string;
            /**
             * Format: date-time
             * @description When it was given out.
             */
            issued_at: string;
            /** @description Why it is no clean copy, a key; absent for a clean one. */
            mark?: string | null;
            /** @description The same in words. */
            mark_name?: string | null;
            /** @description The name of the document. */
            name: string;
            /** @description Its number. */
            number?: string | null;
            /**
             * Format: int32
             * @description Its revision.
             */
            revision: number;
            /** @description SHA-256 of the file. */
            sha256: string;
        };
        /** @description How many of what. */
        Counts: {
            /**
             * Format: int64
             * @description Approvals that wait for me.
             */
            approvals: number;
            /**
             * Format: date-time
             * @description Since when the approval waits for me that waits longest.
             */
            approvals_since?: string | null;
            /**
             * Format: int64
             * @description Each group of duties is counted up to this many.
             */
            counted_to: number;
            /**
             * Format: int64
             * @description Duties due later.
             */
            later: number;
            /**
             * Format: date-time
             * @description When the next duty of today is due.
             */
            next_today_at?: string | null;
            /**
             * Format: int64
             * @description Notices that I have not read.
             */
            notices: number;
            /**
             * Format: int64
             * @description Duties that others owe in deals of mine.
             */
            others: number;
            /**
             * Format: int64
             * @description Duties past due.
             */
            overdue: number;
            /**
             * Format: int32
             * @description Working days since the longest overdue duty was due.
             */
            overdue_working_days?: number | null;
            /**
             * Format: int64
             * @description Open approvals that I asked for.
             */
            requested: number;
            /**
             * Format: int64
             * @description Duties due within three working days.
             */
            soon: number;
            /**
             * Format: date
             * @description The last day of what is soon.
             */
            soon_until: string;
            /**
             * Format: int64
             * @description Duties due until today ends.
             */
            today: number;
        };
        /** @description Something that a command brought into being. */
        CreatedView: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description `account`, `contact`, `document`, `approval`. */
            kind: string;
        };
        /** @description A day of it. */
        DayView: {
            /**
             * Format: date
             * @description Which day.
             */
            date: string;
            /** @description Whether it counts as a working day. */
            is_working: boolean;
            /**
             * @description What it is.
             * @example makeup
             */
            kind: string;
            /** @description What it is called, where it has a name. */
            name?: string | null;
        };
        /** @description A deal in a list. */
        DealCard: {
            /** @description The customer. */
            account: components["schemas"]["Named"];
            /**
             * Format: int64
             * @description What it is worth, minor units; 0 while not known.
             */
            amount_minor: number;
            /**
             * Format: int64
             * @description Open approvals.
             */
            approval_count: number;
            /**
             * Format: date
             * @description When it is expected to be signed.
             */
            close_on?: string | null;
            /**
             * Format: int64
             * @description Value of signed contracts, minor units.
             */
            contract_minor: number;
            /** @description Its department. */
            department: components["schemas"]["Named"];
            /** @description The gate ahead. */
            gate?: string | null;
            /**
             * Format: int64
             * @description Conditions of it that hold.
             */
            gate_done: number;
            /**
             * Format: int64
             * @description All its conditions.
             */
            gate_total: number;
            /** @description A, B or C, once set. */
            grade?: string | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: date-time
             * @description When the next duty is due.
             */
            next_due_at?: string | null;
            /** @description What that duty is, verb first. */
            next_name?: string | null;
            /** @description How urgent it is, as in the queue: `overdue`, `today`, `soon` or `later`. */
            next_urgency?: string | null;
            /**
             * Format: int32
             * @description Working days until it is due, or since then where it is late; 0 on the day itself.
             */
            next_working_days?: number | null;
            /** @description The number it goes by now. */
            number: string;
            /**
             * Format: int64
             * @description Open duties.
             */
            open_count: number;
            /**
             * Format: int64
             * @description Still to come, minor units.
             */
            outstanding_minor: number;
            /**
             * Format: int64
             * @description Open duties that are late.
             */
            overdue_count: number;
            owner?: components["schemas"]["Named"] | null;
            /**
             * Format: int64
             * @description Received, minor units.
             */
            received_minor: number;
            /**
             * Format: date-time
             * @description When the lead was registered.
             */
            registered_at: string;
            /** @description `valid`, `invalid` or `returned`, once screened. */
            screening?: string | null;
            /**
             * @description Of a running lead, how many other running deals of the same customer and other customers like it there are; where a list was
             *     asked for it.
             */
            similar?: number | null;
            /** @description Option of 线索来源. */
            source_channel?: string | null;
            /** @description The stage that it stands in. */
            stage: string;
            /** @description The stage's name. */
            stage_name: string;
            /**
             * Format: date-time
             * @description Since when.
             */
            stage_since: string;
            /** @description `open`, `closed`, `lost` or `invalid`. */
            standing: string;
            /**
             * Format: date-time
             * @description When something last happened.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description How many events it has.
             */
            version: number;
            /**
             * Format: date
             * @description When it was signed.
             */
            won_on?: string | null;
        };
        /**
         * Format: uuid
         * @description A deal, from lead to last payment.
         */
        DealId: string;
        /** @description A page of deals. */
        DealPage: {
            /** @description What is on it. */
            items: components["schemas"]["DealCard"][];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
            sums?: components["schemas"]["SumsView"] | null;
        };
        /** @description A deal. */
        DealView: {
            /** @description The customer. */
            account: components["schemas"]["Named"];
            /**
             * Format: int64
             * @description What it is worth by the best that is known, minor units.
             */
            amount_minor?: number | null;
            /** @description Approvals, open ones first. */
            approvals: components["schemas"]["ApprovalView"][];
            /**
             * Format: int32
             * @description Working days until then, today not counted; absent once it is signed or the day is past.
             */
            close_in_working_days?: number | null;
            /**
             * Format: date
             * @description When it is expected to be signed.
             */
            close_on?: string | null;
            /** @description The department that it belongs to. */
            department: components["schemas"]["Named"];
            /** @description Documents that the reader may open. */
            documents: components["schemas"]["DocumentView"][];
            /** @description What is known from each stage, as the core keeps it: amounts in minor units, ids, dates. */
            facts: Record<string, unknown>;
            /** @description The gates of the stage it stands in; the way out last. */
            gates: components["schemas"]["GateView"][];
            /** @description A, B or C, once set. */
            grade?: string | null;
            /** @description Whether it is over. */
            has_ended: boolean;
            /** @description Who else takes part, the owner not among them. */
            helpers: components["schemas"]["Named"][];
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: date-time
             * @description The last moment something happened.
             */
            last_at: string;
            /** @description Mails to the customer, the latest first. */
            mails: components["schemas"]["MailView"][];
            /** @description The number it goes by now. */
            number: string;
            /** @description All its numbers, as lead and as opportunity. */
            numbers: string[];
            /** @description Obligations: open ones by due moment, then the others. */
            obligations: components["schemas"]["ObligationView"][];
            owner?: components["schemas"]["Named"] | null;
            /** @description The stages in order. */
            path: components["schemas"]["StageView"][];
            /**
             * Format: int32
             * @description The process version that judges it.
             */
            process_version: number;
            /** @description The stage that it stands in. */
            stage: string;
            /**
             * Format: date-time
             * @description Since when.
             */
            stage_since: string;
            /**
             * Format: int64
             * @description How many events it has; for `If-Match`.
             */
            version: number;
            /**
             * Format: int64
             * @description That times the stage's chance of being won, minor units.
             */
            weighted_minor?: number | null;
            /**
             * Format: date
             * @description When it was signed.
             */
            won_on?: string | null;
        };
        /** @description What somebody decided. */
        DecisionView: {
            /**
             * Format: date-time
             * @description When.
             */
            at?: string | null;
            /** @description Who. */
            by: components["schemas"]["Named"];
            on_behalf_of?: components["schemas"]["Named"] | null;
            /** @description What, in words. */
            verdict: string;
        };
        /**
         * Command
         * @description What may be asked.
         */
        DelegationCommand: {
            ends_at: string;
            from: components["schemas"]["PersonId"];
            starts_at: string;
            to: components["schemas"]["PersonId"];
            /** @constant */
            type: "grant_delegation";
        } | {
            /** @constant */
            type: "revoke_delegation";
        };
        /**
         * Command
         * @description What may be asked.
         */
        DepartmentCommand: {
            name: string;
            /** @default null */
            parent: components["schemas"]["DepartmentId"] | null;
            /** @constant */
            type: "create_department";
        } | {
            name: string;
            /** @constant */
            type: "rename_department";
        } | {
            /** @default null */
            parent: components["schemas"]["DepartmentId"] | null;
            /** @constant */
            type: "move_department";
        } | {
            /** @constant */
            type: "close_department";
        };
        /**
         * Format: uuid
         * @description A department or team.
         */
        DepartmentId: string;
        /** @description The derivation of a due moment. */
        DerivationView: {
            /** @description Reminders and escalations, in order. */
            alarms: components["schemas"]["AlarmView"][];
            /** @description The calendar that it was counted on. */
            calendar_version: string;
            /**
             * Format: date-time
             * @description When the clock started, or the moment that it counts back from.
             */
            from: string;
            /** @description The obligation. */
            obligation: components["schemas"]["ObligationView"];
            /**
             * Format: int32
             * @description The process version that carries the rule.
             */
            process_version: number;
            /** @description The rule, in words. */
            rule: string;
            /** @description Days off that were passed over. */
            skipped: components["schemas"]["SkippedDay"][];
            /** @description The whole derivation as a sentence. */
            text: string;
        };
        Digest: string;
        /** @description A document with its content. */
        DocumentContent: {
            /** @description Its content as submitted, without fields that the reader may not see; absent where it was erased. */
            body?: Record<string, unknown> | null;
            /** @description Which copies on paper the reader may take of this revision. */
            copies: components["schemas"]["CopiesView"];
            /** @description What is known of the revision. */
            document: components["schemas"]["DocumentView"];
            /** @description What the reader may do with each field. */
            fields: components["schemas"]["FieldRight"][];
            /**
             * Format: int32
             * @description The latest revision.
             */
            latest_revision: number;
        };
        /** @description Which copy of it. */
        DocumentCopy: {
            /** @description For whom: one of ours, who gets what he may see, or a customer, who gets nothing internal. */
            audience?: string | null;
            /** @description The file's format. */
            format: string;
            /** @description The language; the reader's where absent. */
            language?: string | null;
            /**
             * Format: int32
             * @description The revision, from 1; the latest where absent.
             */
            revision?: number | null;
            /**
             * Format: uuid
             * @description A template of the company's own; `format` is then its format. Only a clean copy is made from one.
             */
            template?: string | null;
            /** @description The customer's people it is for, as the register keeps them; only of a copy for a customer. */
            to?: string[];
        };
        /**
         * Format: uuid
         * @description A document of a deal; its revisions share it.
         */
        DocumentId: string;
        /** @description A kind of document of the standard. */
        DocumentKind: "lead_registration" | "grading" | "visit_plan" | "visit_report" | "decision_chain" | "solution" | "solution_review" | "quotation" | "negotiation_strategy" | "contract_approval" | "executed_contract" | "delivery_plan" | "progress_report" | "acceptance" | "collection_tracking" | "filing" | "invoice" | "dunning" | "amendment" | "after_sales" | "retrospective";
        /** @description A document in a list, latest revision. */
        DocumentLine: {
            /**
             * Format: int64
             * @description As a signed contract: its value, minor units.
             */
            contract_minor?: number | null;
            /**
             * @description Where it stands in its own course: `planned`, `reported`, `cancelled` for a visit; `requested`, `issued`, `delivered`,
             *     `void` for an invoice; `drafted`, `sealed`, `signed`, `filed` for a contract.
             */
            course?: string | null;
            /** @description Its deal. */
            deal: components["schemas"]["DealCard"];
            /** @description Its figures, dates and choices as far as the reader sees them, without text and personal data. */
            facts: Record<string, unknown>;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description As an issued invoice: its number. */
            invoice_no?: string | null;
            /** @description Its kind. */
            kind: string;
            /** @description Its number, where it takes one. */
            number?: string | null;
            /**
             * Format: int64
             * @description Its revision, from 1.
             */
            revision: number;
            /**
             * Format: date
             * @description As a contract: when it was signed.
             */
            signed_on?: string | null;
            /** @description `submitted`, `in_review`, `approved`, `refused` or `voided`. */
            status: string;
            /**
             * Format: date-time
             * @description When.
             */
            submitted_at: string;
            submitted_by?: components["schemas"]["Named"] | null;
            /**
             * Format: date
             * @description As a signed contract: when its term ends.
             */
            term_end?: string | null;
        };
        /** @description A page of documents. */
        DocumentPage: {
            /**
             * Format: int64
             * @description How many the filter finds; on the first page only.
             */
            count?: number | null;
            /** @description What is on it. */
            items: components["schemas"]["DocumentLine"][];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
        };
        /** @description A document, latest revision. */
        DocumentView: {
            /** @description Whether an approval of this revision ended with consent. */
            approved: boolean;
            /** @description The standard's code, `D08`. */
            code: string;
            /** @description The digest of its content, which an approval names. */
            digest: string;
            /** @description Its figures, dates and choices, without text and personal data. */
            facts: Record<string, unknown>;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its kind. */
            kind: string;
            /** @description Its name. */
            name: string;
            /** @description Its number, where it takes one. */
            number?: string | null;
            /**
             * Format: uuid
             * @description The approval that it is in.
             */
            open_approval?: string | null;
            /**
             * Format: int32
             * @description Its revision, from 1.
             */
            revision: number;
            /**
             * Format: date-time
             * @description When.
             */
            submitted_at: string;
            submitted_by?: components["schemas"]["Named"] | null;
        };
        /** @description What was typed, and which copy of it. */
        DraftCopy: {
            /** @description The form, as far as it is typed. */
            body: Record<string, unknown>;
            /**
             * Format: uuid
             * @description The document that is revised; absent for a new one.
             */
            document?: string | null;
            /** @description The file's format. */
            format: string;
            /** @description The language; the reader's where absent. */
            language?: string | null;
        };
        /** @description What one has typed so far. */
        DraftView: {
            /** @description The form. */
            body: Record<string, unknown>;
            /**
             * Format: int32
             * @description The revision that it follows.
             */
            revision: number;
            /**
             * Format: date-time
             * @description When it was saved.
             */
            saved_at: string;
        };
        /** @description Who may give one command. */
        DutyRule: {
            /** @description The command. */
            command: string;
            /** @description Whether the caller may by his roles. */
            is_mine: boolean;
            /** @description Nobody may who also holds one of these. */
            never: string[];
            /** @description Whoever the row belongs to may as well. */
            owner: boolean;
            /** @description Holders of any of these roles may. */
            roles: string[];
            /** @description The settings that it changes, where it changes settings. */
            settings: string[];
        };
        /** @description A duty and its deal. */
        DutyView: {
            /** @description The clause that it carries. */
            clause: string;
            /** @description The clock, `T1`. */
            clock: string;
            /** @description Its deal. */
            deal: components["schemas"]["DealCard"];
            debtor?: components["schemas"]["Named"] | null;
            /**
             * Format: date-time
             * @description By when.
             */
            due_at: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Whether it is late. */
            is_missed: boolean;
            /** @description Whether it stands still. */
            is_paused: boolean;
            /** @description What is owed, verb first. */
            name: string;
            /** @description About what: the deal, a document, a step of an approval. */
            subject: Record<string, unknown>;
            /** @description `approval`, `visit`, `delivery`, `collection`, `service`, `form` or `act`: what sort of work it is. */
            topic: string;
            /** @description `overdue`, `today`, `soon` (three working days) or `later`. */
            urgency: string;
            /** @description How it is discharged, the usual way first; empty where only time or an approval does it. */
            ways: components["schemas"]["WayView"][];
            /**
             * Format: int32
             * @description Working days until it is due, or since then where it is late; 0 on the day itself.
             */
            working_days: number;
        };
        /** @description How it ends. */
        Ending: "lost" | "no_decision" | "invalid";
        /** @description What was done. */
        Executed: {
            /**
             * Format: int64
             * @description Its version before; 0 where it is new.
             */
            after: number;
            /** @description What else came into being. */
            created: components["schemas"]["CreatedView"][];
            /**
             * Format: uuid
             * @description The deal, or the row of reference data.
             */
            id: string;
            /**
             * Format: int64
             * @description Its version now.
             */
            version: number;
        };
        /** @description What the night will erase, as things stand. */
        Expiring: {
            /** @description Customers that came to nothing, whose people go. */
            accounts: components["schemas"]["Named"][];
            /** @description Imports whose uploaded file goes. */
            imports: components["schemas"]["Named"][];
        };
        /** @description An explanation: of a due moment, or of a refusal. */
        Explanation: {
            /** @description How the due moment of an obligation came about. */
            obligation: components["schemas"]["DerivationView"];
        } | {
            /** @description What a refusal means. */
            refusal: components["schemas"]["RefusalExplained"];
        };
        /** @description A file that was taken out. */
        ExportLine: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            by?: components["schemas"]["Named"] | null;
            /** @description The keys of the columns. */
            columns: string[];
            /**
             * Format: uuid
             * @description The deal, where everything of one was taken.
             */
            deal?: string | null;
            /** @description The filters as they were asked. */
            filters: {
                [key: string]: string;
            };
            /** @description `xlsx`, `csv`, `jsonl` or `zip`. */
            format: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description The list, such as `deals`; `deal` for everything of one deal. */
            list: string;
            /** @description Why. */
            reason: string;
            /**
             * Format: uuid
             * @description The request that somebody allowed, where it needed one.
             */
            request?: string | null;
            /**
             * Format: int32
             * @description How many rows.
             */
            rows: number;
            /** @description SHA-256 of the file. */
            sha256: string;
        };
        /**
         * Command
         * @description What may be asked.
         */
        ExportRequestCommand: {
            /** Format: uint32 */
            contacts: number;
            filters: {
                [key: string]: string;
            };
            list: string;
            reason: string;
            /** @constant */
            type: "request_export";
        } | {
            opinion: string;
            /** @constant */
            type: "approve_export";
        } | {
            opinion: string;
            /** @constant */
            type: "refuse_export";
        } | {
            /** @constant */
            type: "withdraw_export_request";
        };
        /** @description A message that was given up. */
        FailedDelivery: {
            /**
             * Format: int64
             * @description How often it was tried.
             */
            attempts: number;
            /** @description By which way it did not go: `mail`, `group`. */
            channel: string;
            /**
             * Format: date-time
             * @description When it was given up.
             */
            given_up_at: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description What the last try said. */
            last_error?: string | null;
        };
        /** @description What a person may do with one field. */
        FieldRight: {
            /** @description Whether the person may fill it, where he may submit the form at all. */
            fills: boolean;
            /** @description Its key. */
            key: string;
            /** @description Whether he sees only that there is a value. */
            masked: boolean;
            /** @description Whether the person sees its value. */
            sees: boolean;
        };
        /** @description A number, and the rows behind it. */
        FigureLine: {
            /**
             * Format: int64
             * @description How many rows there are.
             */
            count?: number | null;
            /** @description Days overdue, weighted by amount; of the ageing only. */
            days_overdue?: string | null;
            /** @description Its key: `total`, a stage, a clock, an outcome, an age. */
            key: string;
            /**
             * Format: int32
             * @description How long it may take, in working days; of stages only.
             */
            limit_working_days?: number | null;
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description The part of a rate.
             */
            part?: number | null;
            /** @description Where the rows of the part are. */
            part_rows?: string | null;
            /** @description Part of whole in percent, `72.4409`; absent without a whole. */
            percent?: string | null;
            /**
             * Format: int32
             * @description The probability by which an amount is weighed, in percent.
             */
            probability?: number | null;
            /** @description Where the rows of the whole but not of the part are. */
            rest_rows?: string | null;
            /** @description Where all rows behind it are, to be put behind `/api/v1`. */
            rows?: string | null;
            spread?: components["schemas"]["FigureSpread"] | null;
            /** @description What `value`, `part` and `whole` are measured in. */
            unit: components["schemas"]["FigureUnit"];
            /**
             * Format: int64
             * @description The number, where it is none of a rate.
             */
            value?: number | null;
            /**
             * Format: int64
             * @description The whole of a rate.
             */
            whole?: number | null;
        };
        /** @description A figure in one variant. */
        FigureReading: {
            /** @description How it is reckoned, in words. */
            formula: string;
            /** @description Its parts: stages, clocks, outcomes, ages. */
            lines: components["schemas"]["FigureLine"][];
            /** @description Its name. */
            name: string;
            total?: components["schemas"]["FigureLine"] | null;
            /** @description The variant's key. */
            variant: string;
        };
        /** @description How long things took. */
        FigureSpread: {
            /** @description How many. */
            count: number;
            /**
             * Format: int64
             * @description Arithmetic mean.
             */
            mean_s: number;
            /**
             * Format: int64
             * @description The middle one.
             */
            median_s: number;
            /**
             * Format: int64
             * @description What four in five do not exceed.
             */
            p80_s: number;
        };
        /**
         * @description What numbers are measured in.
         * @enum {string}
         */
        FigureUnit: "count" | "money_minor" | "seconds";
        /** @description A figure in all its readings. */
        FigureView: {
            /** @description Its number in the standard's list, `K11`, or a key of ours. */
            key: string;
            /** @description Its name. */
            name: string;
            /** @description Its readings, the usual one first. */
            readings: components["schemas"]["FigureReading"][];
        };
        /** @description An appeal that was filed. */
        Filed: {
            /**
             * Format: int32
             * @description 1 for the first, decided by the supervisor; 2 for the last, decided by the director.
             */
            level: number;
        };
        /** @description A file where it was named. */
        FileOfDeal: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            by?: components["schemas"]["Named"] | null;
            /**
             * Format: uuid
             * @description The document that it lies with.
             */
            document?: string | null;
            /** @description Whether it was laid there by itself, no part of a form or of something that was done. */
            is_attachment: boolean;
            /** @description What it is. */
            media_type: string;
            /** @description What it is called. */
            name: string;
            /**
             * Format: int64
             * @description Where it was named: the place in the deal's stream.
             */
            seq: number;
            /** @description The file. */
            sha256: string;
            /**
             * Format: int64
             * @description Its size.
             */
            size_bytes: number;
            /** @description What was done with it, a sentence. */
            text: string;
        };
        /** @description The files of a deal. */
        FilesOfDeal: {
            /** @description The latest first. */
            items: components["schemas"]["FileOfDeal"][];
        };
        /** @description A stored file. */
        FileView: {
            /** @description What it is, told by its bytes. */
            media_type: string;
            /** @description What it is called, where that was said. */
            name?: string | null;
            /** @description Its SHA-256 in hexadecimal; what forms name it by. */
            sha256: string;
            /**
             * Format: int64
             * @description Its length.
             */
            size_bytes: number;
        };
        /** @description What the asker typed when he was told of the collision, and why it is his. */
        Filing: {
            /** @description Files that prove it. */
            evidence?: string[];
            /** @description The customer's name. */
            name: string;
            /** @description Why. */
            reason: string;
            /** @description 统一社会信用代码. */
            uscc?: string | null;
        };
        /** @description A password that is shown once. */
        FirstPassword: {
            /**
             * Format: date-time
             * @description Since when it is good.
             */
            given_at: string;
            /** @description The password. It must be changed at the next sign-in. */
            password: string;
        };
        /** @description Something that somebody did before. */
        FollowUp: {
            /**
             * @description Who, where he is one of ours.
             * @default null
             */
            by: components["schemas"]["PersonId"] | null;
            /** @description When. */
            on: string;
            /** @description What; begins with the author's name where he is not one of ours any more. */
            text: string;
        };
        /** @description What was found. */
        Found: {
            /** @description Best first. */
            items: components["schemas"]["Hit"][];
        };
        /** @description A grade and the fit that it needs. */
        FromFit: {
            /**
             * Format: int32
             * @description The least fit with which it is suggested.
             */
            fit: number;
            /** @description `A`, `B` or `C`. */
            grade: string;
        };
        /** @description A gate. */
        GateView: {
            /** @description Its conditions, in order of the definition. */
            conditions: components["schemas"]["ConditionView"][];
            /** @description Its key, `G1`. */
            gate: string;
            /** @description Whether it leads to the next stage. */
            is_exit: boolean;
            /**
             * Format: int32
             * @description How many conditions hold.
             */
            met: number;
            /** @description Its name. */
            name: string;
        };
        /** @description A message that was given up after three days. */
        GivenUp: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: int64
             * @description How often it was tried.
             */
            attempts: number;
            /** @description What the last try said. */
            last_error?: string | null;
        };
        /** @description 客户等级. */
        Grade: "A" | "B" | "C";
        /** @description To whom, and why. */
        HandOver: {
            /** @description Customers that somebody else takes, with their deals. */
            customers?: {
                [key: string]: string;
            };
            /** @description Whether he keeps his posts and stand-ins, because he stays. */
            keeps_posts?: boolean;
            /** @description Why; recorded with each thing. */
            reason: string;
            /** @description Posts that somebody takes at once; the others stand empty. For administrators. */
            successors?: {
                [key: string]: string;
            };
            /**
             * Format: uuid
             * @description Who takes over what is given to nobody else.
             */
            to: string;
        };
        /**
         * Command
         * @description What may be asked of a hand-over that was done.
         */
        HandOverCommand: {
            digest: string;
            /** @default null */
            note: string | null;
            /** @constant */
            type: "sign_hand_over";
        };
        /** @description Which copy of the list. */
        HandOverCopy: {
            /** @description The file's format. */
            format: string;
            /** @description The language; the reader's where absent. */
            language?: string | null;
        };
        /** @description A hand-over in a list. */
        HandOverLine: {
            /** @description How many things of each kind. */
            counts: {
                [key: string]: number;
            };
            /** @description Who left. */
            from: components["schemas"]["Named"];
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: date-time
             * @description When.
             */
            made_at: string;
            made_by?: components["schemas"]["Named"] | null;
            /** @description Whether the reader may sign now. */
            may_sign: boolean;
            /** @description Who took over. */
            receivers: components["schemas"]["Named"][];
            /** @description Whether it is signed for. */
            signed: boolean;
        };
        /** @description A hand-over, done or foreseen. */
        HandOverView: {
            /** @description What does not move, and why. */
            blocked: components["schemas"]["BlockedView"][];
            /** @description What is signed for. */
            digest?: string | null;
            /** @description Whether it was done: never in a preview, nor where one thing does not move. */
            done: boolean;
            /** @description Who left. */
            from: components["schemas"]["Named"];
            /**
             * Format: uuid
             * @description Its id; absent in a preview.
             */
            id?: string | null;
            /** @description What moves or moved. */
            items: components["schemas"]["ItemView"][];
            /**
             * Format: date-time
             * @description When.
             */
            made_at?: string | null;
            made_by?: components["schemas"]["Named"] | null;
            /** @description Whether the reader may sign now. */
            may_sign: boolean;
            problem?: components["schemas"]["Problem"] | null;
            /** @description Why. */
            reason: string;
            /** @description Who signed. */
            signatures: components["schemas"]["SignatureView"][];
            /** @description Whether everybody who took over has signed, or somebody above. */
            signed: boolean;
            /**
             * Format: int64
             * @description Its version.
             */
            version: number;
        };
        /** @description How the installation is. */
        HealthView: {
            /** @description The version of the calendar in force. */
            calendar_version: string;
            certificate?: components["schemas"]["CertificateView"] | null;
            /** @description The ways by which notices leave the house. */
            channels: components["schemas"]["ChannelView"][];
            /** @description `sqlite` or `postgres`. */
            engine: string;
            /**
             * Format: date-time
             * @description When the latest backup by `tongguan backup` was begun; absent where there was none, and on PostgreSQL, which is backed up
             *     with its own tools.
             */
            last_backup?: string | null;
            /** @description The last day on which the nightly work was done. */
            nightly_done?: string | null;
            /**
             * Format: date-time
             * @description The server's time.
             */
            now: string;
            /**
             * Format: int32
             * @description The version of the process in force.
             */
            process_version: number;
            /** @description Of this year and the next, those whose days off are not known yet. */
            provisional_years: number[];
            /** @description The release. */
            release: string;
            /**
             * Format: int64
             * @description The version of the database's schema.
             */
            schema_version: number;
            /** @description The company's time zone. */
            zone: string;
        };
        /** @description What is kept from somebody. */
        HiddenView: {
            /** @description The document. */
            document: string;
            /** @description Its fields; none where the whole paper is. */
            fields: string[];
            /** @description Roles that see it. */
            roles: string[];
        };
        /** @description Something that happened. */
        HistoryLine: {
            /**
             * Format: uuid
             * @description The approval that it is about.
             */
            approval?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            by?: components["schemas"]["Named"] | null;
            /**
             * Format: uuid
             * @description The document that it is about.
             */
            document?: string | null;
            /** @description The files that came with it; those of a document's form stand in the document. */
            files: components["schemas"]["NamedFile"][];
            /** @description The type of the event. */
            kind: string;
            /** @description What the person wrote with it. */
            note?: string | null;
            /**
             * Format: uuid
             * @description The obligation that it is about.
             */
            obligation?: string | null;
            /**
             * Format: int64
             * @description Its place in the deal's stream, from 1.
             */
            seq: number;
            /** @description What happened, a sentence. */
            text: string;
        };
        /** @description Something that was found. */
        Hit: {
            /**
             * Format: uuid
             * @description The deal that leads there.
             */
            deal?: string | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description `deal` or `account`. */
            kind: string;
            /** @description Where it stands. */
            note?: string | null;
            /** @description What people read. */
            title: string;
        };
        /** @description A thing of the import that somebody built upon. */
        ImportBuiltUpon: {
            /**
             * Format: date-time
             * @description When.
             */
            at?: string | null;
            /**
             * Format: uuid
             * @description Who.
             */
            by?: string | null;
            /** @description The name of who. */
            by_name?: string | null;
            /**
             * Format: uuid
             * @description The thing.
             */
            id: string;
            /** @description The kind of the thing. */
            kind: string;
            /**
             * Format: uuid
             * @description What leans on it.
             */
            leaning?: string | null;
            /** @description The kind of what leans on it; absent where the thing itself was changed. */
            leaning_kind?: string | null;
            /** @description What it is called, where it is a customer. */
            name?: string | null;
            /**
             * Format: int32
             * @description The row of the file.
             */
            row: number;
        };
        /** @description A column. */
        ImportColumn: {
            /** @description The field that it is, if any. */
            field?: string | null;
            /** @description Its heading. */
            heading: string;
            /** @description Different texts that stand in it, the most frequent first. */
            values: components["schemas"]["ImportValue"][];
        };
        /** @description What people may ask of an import. */
        ImportCommand: {
            /** @enum {string} */
            type: "check_import";
        } | {
            /** @enum {string} */
            type: "run_import";
        } | {
            /** @enum {string} */
            type: "cancel_import";
        } | {
            /** @description Why. */
            reason: string;
            /** @enum {string} */
            type: "undo_import";
        };
        /** @description A field. */
        ImportField: {
            /** @description Its key. */
            key: string;
            /** @description Its name. */
            name: string;
            /** @description Its options, where it is a choice. */
            options: components["schemas"]["ImportOption"][];
            /** @description Whether every row needs it. */
            required: boolean;
        };
        /** @description A kind of things that can be imported. */
        ImportKind: {
            /** @description Its key. */
            key: string;
            /** @description Whether the caller may import it. */
            may: boolean;
            /** @description Its name. */
            name: string;
        };
        /** @description What a file looks like. */
        ImportLook: {
            /** @description The columns, in order. */
            columns: components["schemas"]["ImportColumn"][];
            /** @description The encoding of a text. */
            encoding?: string | null;
            /** @description Why the mapping does not fit; absent where it does. */
            fault?: string | null;
            /** @description What columns can be. */
            fields: components["schemas"]["ImportField"][];
            /**
             * Format: int32
             * @description The number of the row that is the head.
             */
            head_row: number;
            /** @description The mapping that is kept, remembered or guessed. */
            mapping: Record<string, unknown>;
            /** @description Whether a file with this head was mapped before. */
            remembered: boolean;
            /** @description Rows below the head. */
            rows: number;
            /** @description The sheet that is shown. */
            sheet: string;
            /** @description Its sheets. */
            sheets: components["schemas"]["ImportSheet"][];
        };
        /** @description How many rows bear a mark. */
        ImportMark: {
            /** @description The field of a fault in words. */
            field?: string | null;
            /** @description A verdict, or `error:FIELD:CODE`. */
            mark: string;
            /** @description The fault in words, without what each row says. */
            reason?: string | null;
            /**
             * Format: int32
             * @description How many rows.
             */
            rows: number;
        };
        /** @description An option of a choice. */
        ImportOption: {
            /** @description Its key. */
            key: string;
            /** @description Its name. */
            name: string;
        };
        /** @description A reason. */
        ImportReason: {
            /** @description The field that it is about, in words. */
            field?: string | null;
            /** @description The reason in words. */
            text: string;
        };
        /** @description A row. */
        ImportRow: {
            /** @description Why, or what changes. */
            reasons: components["schemas"]["ImportReason"][];
            /**
             * Format: int32
             * @description Its number in the file.
             */
            row: number;
            /** @description What it is about, as the file says it. */
            title: string;
            /** @description `new`, `update`, `unchanged`, `duplicate` or `error`. */
            verdict: string;
        };
        /** @description Some rows out of all. */
        ImportRows: {
            /** @description The rows. */
            items: components["schemas"]["ImportRow"][];
            /**
             * Format: int32
             * @description How many there are with the mark.
             */
            total: number;
        };
        /** @description A sheet. */
        ImportSheet: {
            /** @description Whether it is hidden. */
            hidden: boolean;
            /** @description Its name; empty for text. */
            name: string;
            /** @description Its rows that are not empty. */
            rows: number;
        };
        /** @description A text of a column. */
        ImportValue: {
            /**
             * Format: int32
             * @description How often it stands there.
             */
            count: number;
            /** @description The text. */
            text: string;
        };
        /** @description An import. */
        ImportView: {
            /** @description How many rows became what. */
            became: components["schemas"]["ImportMark"][];
            /**
             * Format: int32
             * @description Things built upon it.
             */
            built_upon: number;
            /**
             * Format: uuid
             * @description Who imports.
             */
            by: string;
            /** @description The name of who imports. */
            by_name?: string | null;
            /** @description How many rows would become what, and for which faults. */
            checked: components["schemas"]["ImportMark"][];
            /**
             * Format: date-time
             * @description When it was begun.
             */
            created_at: string;
            /**
             * Format: int64
             * @description Rows gone through in the present pass.
             */
            done: number;
            /**
             * Format: date-time
             * @description When it ended.
             */
            ended_at?: string | null;
            /** @description Why it failed. */
            fault?: string | null;
            /** @description The name of the file. */
            file_name: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description `customers`, `products`, `leads` and others. */
            kind: string;
            /** @description What the caller may ask of it now. */
            may: string[];
            /** @description SHA-256 of the file. */
            sha256: string;
            /**
             * Format: int64
             * @description Its length.
             */
            size_bytes: number;
            /**
             * Format: date-time
             * @description When its rows began to be done.
             */
            started_at?: string | null;
            /** @description `read`, `checking`, `checked`, `running`, `done`, `cancelled`, `undoing`, `undone` or `failed`. */
            state: string;
            /**
             * Format: int64
             * @description All rows.
             */
            total: number;
            /** @description Why it was taken back. */
            undo_reason?: string | null;
            /**
             * Format: int64
             * @description Its version.
             */
            version: number;
        };
        /** @description An approval and its deal. */
        InboxLine: {
            /** @description What it is about, in words. */
            about: string;
            /** @description Whether nobody may decide it. */
            blocked: boolean;
            /** @description The chain, `A8`. */
            chain: string;
            /** @description Its deal. */
            deal: components["schemas"]["DealCard"];
            /** @description The digest of what is shown; a decision names it. */
            digest: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description The kind of document. */
            kind?: string | null;
            /** @description Its name. */
            name: string;
            on_behalf_of?: components["schemas"]["Named"] | null;
            /**
             * Format: date-time
             * @description When.
             */
            requested_at: string;
            /** @description How it ended. */
            result?: string | null;
            /**
             * Format: int64
             * @description The step whose turn it is, from 1.
             */
            step: number;
            /**
             * Format: int64
             * @description How many steps there are.
             */
            step_count: number;
            /**
             * Format: date-time
             * @description Since when it waits there.
             */
            step_since?: string | null;
            /** @description The same as data: the document and its revision, or the gate and its condition … */
            subject: Record<string, unknown>;
            /** @description Who asked. */
            submitter: components["schemas"]["Named"];
            /** @description What I decided, in the box of what I decided. */
            verdict?: string | null;
            /** @description Whose turn it is. */
            waiting_for: components["schemas"]["Named"][];
        };
        /** @description What happened. */
        IncidentKind: "signed_before_approval" | "text_differs" | "performed_before_signing";
        /** @description A row behind a number: a deal, with the duty or the instalment where the number is about such. */
        InsightRow: {
            /**
             * Format: int64
             * @description How much, minor units: the deal's worth, the instalment's amount.
             */
            amount_minor?: number | null;
            /** @description `in_time`, `late`, `overdue` or `open`; of duties only. */
            course?: string | null;
            /** @description The same in words. */
            course_name?: string | null;
            /** @description Its deal. */
            deal: components["schemas"]["DealCard"];
            debtor?: components["schemas"]["Named"] | null;
            /**
             * Format: date-time
             * @description By when; of duties only.
             */
            due_at?: string | null;
            /**
             * Format: date
             * @description By when; of instalments only.
             */
            due_on?: string | null;
            /**
             * Format: uuid
             * @description The deal, the duty or the instalment.
             */
            id: string;
            /** @description What was owed, or which instalment; absent for deals. */
            name?: string | null;
            /**
             * Format: int64
             * @description What is still out, minor units; of instalments only.
             */
            outstanding_minor?: number | null;
            /**
             * Format: int64
             * @description What came in of it, minor units; of instalments only.
             */
            received_minor?: number | null;
        };
        /** @description Figures of a period. */
        InsightsView: {
            /**
             * Format: date-time
             * @description The moment at which it was counted.
             */
            as_of: string;
            /** @description The figures. */
            figures: components["schemas"]["FigureView"][];
            /**
             * Format: date
             * @description The first day.
             */
            from: string;
            /**
             * Format: date
             * @description The last day, included.
             */
            to: string;
        };
        /**
         * Format: uuid
         * @description An instalment of a contract (期次).
         */
        InstalmentId: string;
        /** @description An instalment in the list. */
        InstalmentLine: {
            /**
             * Format: uuid
             * @description The contract that pays it, by its approval form.
             */
            contract: string;
            /** @description Its deal. */
            deal: components["schemas"]["DealCard"];
            /**
             * Format: int64
             * @description What of it is disputed, minor units.
             */
            disputed_minor: number;
            /**
             * Format: date
             * @description By when we ask for it.
             */
            due_on?: string | null;
            /**
             * Format: int64
             * @description The dunning level done.
             */
            dunning_done?: number | null;
            /**
             * Format: int64
             * @description The dunning level owed.
             */
            dunning_owed?: number | null;
            /** @description What makes it payable: its key. */
            event: string;
            /**
             * Format: date
             * @description When payment is expected, as last heard.
             */
            expected_on?: string | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description `none`, `requested`, `issued` or `delivered`: how far its invoices are. */
            invoice: string;
            /**
             * Format: int64
             * @description Issued invoices for it, minor units.
             */
            invoiced_minor: number;
            /** @description The same in words. */
            name: string;
            /**
             * Format: int64
             * @description Still out, minor units.
             */
            outstanding_minor: number;
            /**
             * Format: int32
             * @description Days past due; 0 where it is not.
             */
            overdue_days: number;
            /**
             * Format: int64
             * @description Planned, minor units.
             */
            planned_minor: number;
            /**
             * Format: int64
             * @description Came in, minor units.
             */
            received_minor: number;
            /**
             * Format: int64
             * @description Its place in the schedule, from 1.
             */
            seq: number;
        };
        /** @description A page of instalments. */
        InstalmentPage: {
            /** @description What is out by age, whatever age is asked for; on the first page only. */
            ageing?: components["schemas"]["AgeView"][] | null;
            /** @description What is on it, earliest due first. */
            items: components["schemas"]["InstalmentLine"][];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
            sums?: components["schemas"]["InstalmentSumsView"] | null;
        };
        /** @description Instalments counted and summed. */
        InstalmentSumsView: {
            /**
             * Format: int64
             * @description How many.
             */
            instalments: number;
            /**
             * Format: int64
             * @description Still out, minor units.
             */
            outstanding_minor: number;
            /**
             * Format: int64
             * @description Planned, minor units.
             */
            planned_minor: number;
            /**
             * Format: int64
             * @description Came in, minor units.
             */
            received_minor: number;
        };
        /** @description A line of 表5. */
        InstalmentView: {
            /**
             * Format: uuid
             * @description The contract that pays it.
             */
            contract: string;
            /**
             * Format: int64
             * @description The disputed part of it.
             */
            disputed_minor: number;
            /**
             * Format: date
             * @description By when we ask for it.
             */
            due_on?: string | null;
            /**
             * Format: int32
             * @description The dunning level owed.
             */
            dunning_owed?: number | null;
            /** @description What makes it payable: its key. */
            event: string;
            /**
             * Format: date
             * @description When payment is expected.
             */
            expected_on?: string | null;
            /**
             * Format: uuid
             * @description Which instalment.
             */
            id: string;
            /**
             * Format: int64
             * @description Late interest so far.
             */
            interest_minor?: number | null;
            /** @description Its name in the schedule. */
            name: string;
            /**
             * Format: date
             * @description By when it was agreed at first.
             */
            original_due_on?: string | null;
            /**
             * Format: int64
             * @description What is out.
             */
            outstanding_minor: number;
            /**
             * Format: int32
             * @description Days past due.
             */
            overdue_days: number;
            /**
             * Format: int64
             * @description Its amount.
             */
            planned_minor: number;
            /**
             * Format: int64
             * @description What came in.
             */
            received_minor: number;
            /**
             * Format: int32
             * @description Its place in the schedule.
             */
            seq: number;
            /** @description Where it stands: its key. */
            status: string;
            /** @description Where it stands, in words. */
            status_name: string;
        };
        /** @description Why a lead is 无效. */
        InvalidReason: "false" | "unreachable" | "no_need" | "off_strategy" | "duplicate" | "competitor" | "other";
        /** @description A thing that moves. */
        ItemView: {
            /** @description The digest that it had. */
            digest: string;
            /**
             * Format: uuid
             * @description Its id, where the reader sees it.
             */
            id?: string | null;
            /** @description `account`, `deal`, `post`, `delegation`, `draft`, `saved_view` or `account_appeal`. */
            kind: string;
            /** @description Its name, where the reader sees it. */
            name?: string | null;
            to?: components["schemas"]["Named"] | null;
        };
        /** @description A key, without its secret. */
        KeyView: {
            /**
             * Format: date-time
             * @description When.
             */
            created_at: string;
            /** @description Who made it. */
            created_by: components["schemas"]["Named"];
            /**
             * Format: date-time
             * @description Until when.
             */
            ends_at: string;
            /** @description The first letters of its secret. */
            hint: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Whether it counts now. */
            is_active: boolean;
            /** @description What it is for. */
            name: string;
            /** @description For whom it speaks. */
            person: components["schemas"]["Named"];
            /**
             * Format: date-time
             * @description When it was revoked.
             */
            revoked_at?: string | null;
            /** @description What it may do, of what its person may. */
            scopes: components["schemas"]["Scope"][];
            /**
             * Format: date-time
             * @description From when on.
             */
            starts_at: string;
            /**
             * Format: date-time
             * @description About when it was last used.
             */
            used_at?: string | null;
            /** @description From which address. */
            used_from?: string | null;
        };
        /** @description A customer that is known already. */
        Known: {
            /**
             * Format: uuid
             * @description Its id, where the asker sees it.
             */
            account?: string | null;
            /** @description Whether name or credit code are equal; similar where not. */
            certain: boolean;
            /** @description Its department. */
            department?: string | null;
            /**
             * Format: date-time
             * @description When somebody last spoke to it.
             */
            last_contact?: string | null;
            /** @description Its name. */
            name: string;
            /** @description `owned`, or `pool` where nobody has it. */
            state: string;
        };
        /** @description A language that people are written to in. */
        Language: "zh" | "en";
        /** @description Which copy of it. */
        LedgerCopy: {
            /** @description For whom: one of ours, or a customer, as a statement of account. */
            audience?: string | null;
            /** @description The file's format. */
            format: string;
            /** @description The language; the reader's where absent. */
            language?: string | null;
            /**
             * Format: uuid
             * @description A template of the company's own for this paper; `format` is then its format.
             */
            template?: string | null;
        };
        /** @description 表5. */
        LedgerView: {
            /**
             * Format: int64
             * @description Value of signed contracts.
             */
            contract_minor: number;
            /** @description The formats of copies that can be had. */
            formats: string[];
            /** @description Instalments by contract and place. */
            instalments: components["schemas"]["InstalmentView"][];
            /**
             * Format: int64
             * @description Invoiced.
             */
            invoiced_minor: number;
            /** @description Whether the ladder asks for a dunning letter. */
            is_letter_due: boolean;
            /**
             * Format: int64
             * @description Out, due or not.
             */
            outstanding_minor: number;
            /**
             * Format: int64
             * @description Past due.
             */
            overdue_minor: number;
            /**
             * Format: int64
             * @description Received.
             */
            received_minor: number;
        };
        /** @description Which copy of it. */
        LetterCopy: {
            /** @description The file's format. */
            format: string;
            /** @description The language; the reader's where absent. */
            language?: string | null;
        };
        /** @description A key that was made, with its secret. */
        MadeKey: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description The secret, for `Authorization: Bearer …`. It is shown this once. */
            secret: string;
        };
        /**
         * Format: uuid
         * @description A mail to the customer (发送).
         */
        MailId: string;
        /** @description What became of a mail. */
        MailOutcome: "accepted" | "given_up" | "withheld";
        /** @description A mail to the customer. */
        MailView: {
            by?: components["schemas"]["Named"] | null;
            /**
             * Format: uuid
             * @description The document; absent for what is made from the deal.
             */
            document?: string | null;
            /** @description SHA-256 of the attached file. */
            file: string;
            /**
             * Format: date-time
             * @description When he did.
             */
            handed_in_at: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Whether the customer confirmed or answered what it carried, in answer to it. */
            is_answered: boolean;
            /** @description The kind of what it carries; `collection_tracking` for a statement of account, `dunning` for a dunning letter. */
            kind: string;
            /** @description `accepted`, `given_up` or `withheld`; absent while it is on its way. */
            outcome?: string | null;
            /**
             * Format: int32
             * @description Its revision; 0 without a document.
             */
            revision: number;
            /**
             * Format: date-time
             * @description When that was known.
             */
            settled_at?: string | null;
            /** @description To whom. */
            to: components["schemas"]["Named"][];
        };
        /** @description Who is signed in. */
        Me: {
            /** @description The company. */
            company: string;
            /** @description Whether he has a second factor. */
            has_second_factor: boolean;
            /** @description Whether he must choose another password before anything else. */
            must_change_password: boolean;
            /** @description Whether he must enrol a second factor before anything else. */
            must_enrol_second_factor: boolean;
            /** @description The person. */
            person: components["schemas"]["MePerson"];
            /**
             * Format: int32
             * @description The version of the process in force, by which the browser knows its forms.
             */
            process_version: number;
            /**
             * Format: int32
             * @description How many recovery codes he has left.
             */
            recovery_codes: number;
            /** @description The same in words. */
            role_names: string[];
            /** @description The roles he holds. */
            roles: string[];
            /** @description How many other people work in the departments whose deals he sees; 0 where he sees his own only. */
            team: number;
            /** @description The company's time zone, in which every moment is shown. */
            zone: string;
        };
        /** @description The person who is signed in. */
        MePerson: {
            department?: components["schemas"]["Named"] | null;
            /**
             * Format: uuid
             * @description His id.
             */
            id: string;
            /** @description His name. */
            name?: string | null;
        };
        /** @description Which customer goes, and what the one that stays takes from it. */
        Merge: {
            /**
             * Format: uuid
             * @description The customer that goes.
             */
            merged: string;
            /** @description Why they are one. */
            reason: string;
            /** @description Fields taken from it: `name`, `nature`, `size_class`, `industry`, `region`, `owner`. */
            taken?: string[];
        };
        /** @description A merge, done or foreseen. */
        MergeView: {
            /** @description The one that stays, after. */
            after: Record<string, unknown>;
            /** @description The one that stays, before. */
            before: Record<string, unknown>;
            /**
             * Format: int32
             * @description Contacts that go over.
             */
            contacts: number;
            /**
             * Format: int32
             * @description Deals that go over.
             */
            deals: number;
            /**
             * Format: uuid
             * @description Its id; absent in a preview.
             */
            id?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            made_at?: string | null;
            made_by?: components["schemas"]["Named"] | null;
            /**
             * Format: int32
             * @description Customers of its group that go over.
             */
            members: number;
            /** @description The one that goes. */
            merged: Record<string, unknown>;
            /** @description Why. */
            reason: string;
            /**
             * Format: date-time
             * @description When it was taken back.
             */
            undone_at?: string | null;
            /**
             * Format: int64
             * @description Its version.
             */
            version: number;
        };
        /** @description How money comes (付款方式). */
        Method: "transfer" | "bill" | "cheque" | "cash" | "electronic_claim";
        /**
         * Format: uuid
         * @description A batch of deals that were open before the system (迁移批次).
         */
        MigrationBatchId: string;
        /**
         * Command
         * @description What may be asked.
         */
        MigrationCommand: {
            name: string;
            rows: {
                [key: string]: string[];
            };
            /** @constant */
            type: "prepare_migration";
        } | {
            digest: string;
            opinion: string;
            /** @constant */
            type: "sign_migration";
        } | {
            /** @constant */
            type: "withdraw_migration";
        };
        /**
         * Format: int64
         * @description An amount in the minor unit of its currency (fen for CNY). JSON: an integer.
         */
        Money: number;
        /** @description A deadline that would move. */
        MovedDeadline: {
            /**
             * Format: date-time
             * @description When it would be due.
             */
            after: string;
            /**
             * Format: date-time
             * @description When it is due now.
             */
            before: string;
            /** @description Its deal. */
            deal: components["schemas"]["TrailDeal"];
            debtor?: components["schemas"]["Named"] | null;
            /** @description What is owed, verb first. */
            name: string;
        };
        /** @description What is not to be told any more. */
        Mutes: {
            /** @description The keys of all reasons that are muted, in place of those before. Reasons that cannot be muted are passed over. */
            muted: string[];
        };
        /** @description An id and its name. */
        Named: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its name; absent where it is not known or was erased. */
            name?: string | null;
        };
        /** @description A file by its name. */
        NamedFile: {
            /** @description What it is called. */
            name: string;
            /** @description The file. */
            sha256: string;
        };
        /**
         * Format: uuid
         * @description A need found at the customer (痛点/需求).
         */
        NeedId: string;
        /** @description A department. */
        NewDepartment: {
            /** @description Its key within the request. */
            key: string;
            /** @description Its name. */
            name: string;
            /** @description The key of the department above. */
            parent?: string | null;
        };
        /** @description A key to make. */
        NewKey: {
            /**
             * Format: date-time
             * @description Until when.
             */
            ends_at: string;
            /** @description What it is for, such as the name of the program. */
            name: string;
            /**
             * Format: uuid
             * @description For whom it speaks: an active person who administers nothing.
             */
            person: string;
            /** @description What it may do, of what that person may. */
            scopes: components["schemas"]["Scope"][];
            /**
             * Format: date-time
             * @description From when on; at once where absent.
             */
            starts_at?: string | null;
        };
        /** @description A person. */
        NewPerson: {
            /** @description The key of his home department. */
            department: string;
            /** @description His key within the request. */
            key: string;
            /** @description What he signs in with. */
            login: string;
            /** @description His name. */
            name: string;
            /** @description His first password, which he must change; the administrator need not. Without one he cannot sign in yet. */
            password?: string | null;
        };
        /** @description A post. */
        NewPost: {
            /** @description The key of the department that it answers for. */
            department: string;
            /** @description The key of the person who holds it; absent while it is vacant. */
            holder?: string | null;
            /** @description Its key within the request. */
            key: string;
            /** @description The key of the post that it reports to. */
            reports_to?: string | null;
            /** @description The role that it carries. */
            role: string;
        };
        /** @description A change of a term as a round brings it up. */
        NewTermChange: {
            /** @description What it is to say. */
            new: string;
            /** @description What the term said. */
            old: string;
            /** @description A key of the important terms, or `other`. */
            topic: string;
        };
        /** @description A notice. */
        NoticeView: {
            /** @description What of it: the deal, an obligation, an approval. */
            about: Record<string, unknown>;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: uuid
             * @description The deal.
             */
            deal?: string | null;
            /** @description One sentence. */
            detail: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was read.
             */
            read_at?: string | null;
            /** @description Why it was sent. */
            reason: string;
            /** @description A few words. */
            title: string;
        };
        /**
         * Format: uuid
         * @description Something owed by somebody by a moment.
         */
        ObligationId: string;
        /** @description An obligation. */
        ObligationView: {
            /** @description The clause that it carries. */
            clause: string;
            /** @description The clock, `T1`. */
            clock: string;
            debtor?: components["schemas"]["Named"] | null;
            /**
             * Format: date-time
             * @description By when.
             */
            due_at: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Whether the deadline passed while it was open. */
            is_missed: boolean;
            /** @description Whether a day of a year without official calendar was counted (暂定). */
            is_provisional: boolean;
            /** @description What is owed, verb first. */
            name: string;
            /** @description `open`, `met` or `cancelled`. */
            state: string;
            /** @description About what: the deal, a document, a step of an approval. */
            subject: Record<string, unknown>;
            /** @description `overdue`, `today`, `soon` (three working days) or `later`; absent once it is not owed any more. */
            urgency?: string | null;
            /**
             * Format: int32
             * @description Working days until it is due, or since then where it is late; 0 on the day itself; absent as `urgency`.
             */
            working_days?: number | null;
        };
        /** @description A form as one opens it. */
        OpenForm: {
            /** @description What the system knows already; no more than a proposal. */
            body: Record<string, unknown>;
            /** @description What one may do with each field. */
            fields: components["schemas"]["FieldRight"][];
            /** @description The formats in which a copy of the draft can be had. */
            formats: string[];
        };
        /** @description A receipt that is not wholly allocated. */
        OpenReceiptView: {
            /**
             * Format: int64
             * @description How much came in.
             */
            amount_minor: number;
            /** @description 银行流水号. */
            bank_serial: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Whether the payer goes by the name of the deal's customer. */
            is_from_account: boolean;
            /** @description 收款编号; absent where it was booked before receipts had numbers. */
            number?: string | null;
            /** @description Who paid, as the bank names him. */
            payer_name: string;
            /**
             * Format: date
             * @description Bank value date.
             */
            received_on: string;
            /**
             * Format: int64
             * @description How much of it is still to be allocated.
             */
            unallocated_minor: number;
        };
        /** @description What to take out, and why. */
        Order: {
            /** @description Its filters, as the list's address has them. */
            filters?: {
                [key: string]: string;
            };
            /** @description `xlsx`, `csv` or `jsonl`. */
            format: string;
            /** @description The list, such as `deals`. */
            list: string;
            /** @description Why. */
            reason?: string;
            /**
             * Format: uuid
             * @description The request that it rests on, where somebody had to allow it.
             */
            request?: string | null;
        };
        /** @description One change. */
        OrganizationChange: {
            /** @constant */
            kind: "appoint";
            person: components["schemas"]["PersonId"];
            post: components["schemas"]["PostId"];
        } | {
            /** @constant */
            kind: "vacate";
            post: components["schemas"]["PostId"];
        } | {
            department: components["schemas"]["DepartmentId"];
            /** @constant */
            kind: "move_post";
            post: components["schemas"]["PostId"];
            /** @default null */
            reports_to: components["schemas"]["PostId"] | null;
        } | {
            /** @constant */
            kind: "close_post";
            post: components["schemas"]["PostId"];
        } | {
            department: components["schemas"]["DepartmentId"];
            /** @constant */
            kind: "move_person";
            person: components["schemas"]["PersonId"];
        } | {
            /** @constant */
            kind: "disable_person";
            person: components["schemas"]["PersonId"];
        } | {
            department: components["schemas"]["DepartmentId"];
            /** @constant */
            kind: "move_department";
            /** @default null */
            parent: components["schemas"]["DepartmentId"] | null;
        } | {
            department: components["schemas"]["DepartmentId"];
            /** @constant */
            kind: "close_department";
        };
        /** @description Why a payment is late (逾期原因). */
        OverdueReason: "funds" | "process" | "quality" | "invoice" | "acceptance" | "malicious" | "other";
        /**
         * Command
         * @description What may be asked.
         */
        OwnEntityCommand: {
            card: components["schemas"]["Card"];
            /** @constant */
            type: "create_own_entity";
        } | {
            card: components["schemas"]["Card"];
            /** @constant */
            type: "revise_own_entity";
        } | {
            /** @constant */
            type: "retire_own_entity";
        } | {
            from: string;
            /**
             * @description Up to which gross amount, in minor units; any, where there is none.
             * @default null
             */
            limit_minor: components["schemas"]["Money"] | null;
            person: components["schemas"]["PersonId"];
            /** @constant */
            type: "authorise_signatory";
            /** @default null */
            until: string | null;
        } | {
            person: components["schemas"]["PersonId"];
            /** @constant */
            type: "revoke_signatory";
        };
        /**
         * Format: uuid
         * @description One of our legal entities (我方主体).
         */
        OwnEntityId: string;
        /** @description A page of a list. */
        PageView_AccountLine: {
            /** @description What is on it. */
            items: (Record<string, unknown> & {
                /**
                 * Format: int64
                 * @description Value of its signed contracts, minor units.
                 */
                contract_minor: number;
                /** @description Its department, by name. */
                department_name: components["schemas"]["Named"];
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /**
                 * Format: int64
                 * @description Running deals with it.
                 */
                open_deals: number;
                /**
                 * Format: int64
                 * @description What it still owes, minor units.
                 */
                outstanding_minor: number;
                owner_name?: components["schemas"]["Named"] | null;
                /**
                 * Format: int64
                 * @description Its version, for `If-Match`.
                 */
                version: number;
            })[];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
        };
        /** @description A page of a list. */
        PageView_AnomalyLine: {
            /** @description What is on it. */
            items: {
                account?: components["schemas"]["Named"] | null;
                deal?: components["schemas"]["TrailDeal"] | null;
                /** @description What was compared, in a sentence. */
                detail: string;
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description Whether it is told at once. */
                is_alert: boolean;
                /** @description Whether the caller may settle it. */
                may_settle: boolean;
                /** @description The rule in a few words. */
                name: string;
                /** @description Why. */
                note?: string | null;
                /**
                 * Format: date
                 * @description The day of it; for what took a week, its Monday.
                 */
                on: string;
                person?: components["schemas"]["Named"] | null;
                /** @description The rule. */
                rule: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                settled_at?: string | null;
                settled_by?: components["schemas"]["Named"] | null;
                /** @description `explained` or `followed_up`; absent while nobody looked into it. */
                verdict?: string | null;
                /**
                 * Format: int64
                 * @description Its version.
                 */
                version: number;
            }[];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
        };
        /** @description A page of a list. */
        PageView_AppealLine: {
            /** @description What is on it. */
            items: {
                /**
                 * Format: uuid
                 * @description The appeal itself, where it is about a customer without business.
                 */
                account_appeal?: string | null;
                against?: components["schemas"]["Named"] | null;
                /** @description Who filed it. */
                by: components["schemas"]["Named"];
                by_department?: components["schemas"]["Named"] | null;
                /** @description The customer. */
                customer?: string | null;
                /**
                 * Format: uuid
                 * @description The deal, where it is about one and the reader sees it.
                 */
                deal?: string | null;
                /**
                 * Format: date-time
                 * @description When it was decided.
                 */
                decided_at?: string | null;
                /** @description The department that has the deal or the customer. */
                department: components["schemas"]["Named"];
                /**
                 * Format: date-time
                 * @description By when it is to be decided.
                 */
                due_at?: string | null;
                /**
                 * Format: int32
                 * @description How many files were laid to it.
                 */
                evidence: number;
                /**
                 * Format: date-time
                 * @description When.
                 */
                filed_at: string;
                holder?: components["schemas"]["Named"] | null;
                /**
                 * Format: int32
                 * @description 1 for the first, 2 for the last.
                 */
                level: number;
                /** @description Whether it did not favour the reader, and he may appeal against that once. */
                may_appeal: boolean;
                /** @description Whether the reader may decide it now. */
                may_decide: boolean;
                /** @description Its number, where the reader sees it. */
                number?: string | null;
                /** @description Why it was decided so, where it is about a customer without business; of a deal it stands in its history. */
                opinion?: string | null;
                /** @description Why. */
                reason?: string | null;
                /** @description The credit as it was shared out, once the last decision stands. */
                shares: components["schemas"]["ShareView"][];
                /** @description Whether it was decided for whoever filed it. */
                upheld?: boolean | null;
            }[];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
        };
        /** @description A page of a list. */
        PageView_AttemptLine: {
            /** @description What is on it. */
            items: {
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                by?: components["schemas"]["Named"] | null;
                /** @description The command. */
                command: string;
                deal?: components["schemas"]["TrailDeal"] | null;
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description The command's name. */
                name: string;
                /** @description What the refusal says, in a few words. */
                refusal?: string | null;
                /** @description The code of the refusal; absent where it was accepted. */
                refusal_code?: string | null;
                /**
                 * Format: uuid
                 * @description Its target.
                 */
                target?: string | null;
                /** @description The kind of its target. */
                target_kind: string;
                /** @description By which way: `api`, `bulk`, `import`, `scanner`, `setup`. */
                via: string;
            }[];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
        };
        /** @description A page of a list. */
        PageView_DutyView: {
            /** @description What is on it. */
            items: {
                /** @description The clause that it carries. */
                clause: string;
                /** @description The clock, `T1`. */
                clock: string;
                /** @description Its deal. */
                deal: components["schemas"]["DealCard"];
                debtor?: components["schemas"]["Named"] | null;
                /**
                 * Format: date-time
                 * @description By when.
                 */
                due_at: string;
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description Whether it is late. */
                is_missed: boolean;
                /** @description Whether it stands still. */
                is_paused: boolean;
                /** @description What is owed, verb first. */
                name: string;
                /** @description About what: the deal, a document, a step of an approval. */
                subject: Record<string, unknown>;
                /** @description `approval`, `visit`, `delivery`, `collection`, `service`, `form` or `act`: what sort of work it is. */
                topic: string;
                /** @description `overdue`, `today`, `soon` (three working days) or `later`. */
                urgency: string;
                /** @description How it is discharged, the usual way first; empty where only time or an approval does it. */
                ways: components["schemas"]["WayView"][];
                /**
                 * Format: int32
                 * @description Working days until it is due, or since then where it is late; 0 on the day itself.
                 */
                working_days: number;
            }[];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
        };
        /** @description A page of a list. */
        PageView_ExportLine: {
            /** @description What is on it. */
            items: {
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                by?: components["schemas"]["Named"] | null;
                /** @description The keys of the columns. */
                columns: string[];
                /**
                 * Format: uuid
                 * @description The deal, where everything of one was taken.
                 */
                deal?: string | null;
                /** @description The filters as they were asked. */
                filters: {
                    [key: string]: string;
                };
                /** @description `xlsx`, `csv`, `jsonl` or `zip`. */
                format: string;
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description The list, such as `deals`; `deal` for everything of one deal. */
                list: string;
                /** @description Why. */
                reason: string;
                /**
                 * Format: uuid
                 * @description The request that somebody allowed, where it needed one.
                 */
                request?: string | null;
                /**
                 * Format: int32
                 * @description How many rows.
                 */
                rows: number;
                /** @description SHA-256 of the file. */
                sha256: string;
            }[];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
        };
        /** @description A page of a list. */
        PageView_HandOverLine: {
            /** @description What is on it. */
            items: {
                /** @description How many things of each kind. */
                counts: {
                    [key: string]: number;
                };
                /** @description Who left. */
                from: components["schemas"]["Named"];
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                made_at: string;
                made_by?: components["schemas"]["Named"] | null;
                /** @description Whether the reader may sign now. */
                may_sign: boolean;
                /** @description Who took over. */
                receivers: components["schemas"]["Named"][];
                /** @description Whether it is signed for. */
                signed: boolean;
            }[];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
        };
        /** @description A page of a list. */
        PageView_HistoryLine: {
            /** @description What is on it. */
            items: {
                /**
                 * Format: uuid
                 * @description The approval that it is about.
                 */
                approval?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                by?: components["schemas"]["Named"] | null;
                /**
                 * Format: uuid
                 * @description The document that it is about.
                 */
                document?: string | null;
                /** @description The files that came with it; those of a document's form stand in the document. */
                files: components["schemas"]["NamedFile"][];
                /** @description The type of the event. */
                kind: string;
                /** @description What the person wrote with it. */
                note?: string | null;
                /**
                 * Format: uuid
                 * @description The obligation that it is about.
                 */
                obligation?: string | null;
                /**
                 * Format: int64
                 * @description Its place in the deal's stream, from 1.
                 */
                seq: number;
                /** @description What happened, a sentence. */
                text: string;
            }[];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
        };
        /** @description A page of a list. */
        PageView_ImportView: {
            /** @description What is on it. */
            items: {
                /** @description How many rows became what. */
                became: components["schemas"]["ImportMark"][];
                /**
                 * Format: int32
                 * @description Things built upon it.
                 */
                built_upon: number;
                /**
                 * Format: uuid
                 * @description Who imports.
                 */
                by: string;
                /** @description The name of who imports. */
                by_name?: string | null;
                /** @description How many rows would become what, and for which faults. */
                checked: components["schemas"]["ImportMark"][];
                /**
                 * Format: date-time
                 * @description When it was begun.
                 */
                created_at: string;
                /**
                 * Format: int64
                 * @description Rows gone through in the present pass.
                 */
                done: number;
                /**
                 * Format: date-time
                 * @description When it ended.
                 */
                ended_at?: string | null;
                /** @description Why it failed. */
                fault?: string | null;
                /** @description The name of the file. */
                file_name: string;
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description `customers`, `products`, `leads` and others. */
                kind: string;
                /** @description What the caller may ask of it now. */
                may: string[];
                /** @description SHA-256 of the file. */
                sha256: string;
                /**
                 * Format: int64
                 * @description Its length.
                 */
                size_bytes: number;
                /**
                 * Format: date-time
                 * @description When its rows began to be done.
                 */
                started_at?: string | null;
                /** @description `read`, `checking`, `checked`, `running`, `done`, `cancelled`, `undoing`, `undone` or `failed`. */
                state: string;
                /**
                 * Format: int64
                 * @description All rows.
                 */
                total: number;
                /** @description Why it was taken back. */
                undo_reason?: string | null;
                /**
                 * Format: int64
                 * @description Its version.
                 */
                version: number;
            }[];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
        };
        /** @description A page of a list. */
        PageView_InboxLine: {
            /** @description What is on it. */
            items: {
                /** @description What it is about, in words. */
                about: string;
                /** @description Whether nobody may decide it. */
                blocked: boolean;
                /** @description The chain, `A8`. */
                chain: string;
                /** @description Its deal. */
                deal: components["schemas"]["DealCard"];
                /** @description The digest of what is shown; a decision names it. */
                digest: string;
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description The kind of document. */
                kind?: string | null;
                /** @description Its name. */
                name: string;
                on_behalf_of?: components["schemas"]["Named"] | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                requested_at: string;
                /** @description How it ended. */
                result?: string | null;
                /**
                 * Format: int64
                 * @description The step whose turn it is, from 1.
                 */
                step: number;
                /**
                 * Format: int64
                 * @description How many steps there are.
                 */
                step_count: number;
                /**
                 * Format: date-time
                 * @description Since when it waits there.
                 */
                step_since?: string | null;
                /** @description The same as data: the document and its revision, or the gate and its condition … */
                subject: Record<string, unknown>;
                /** @description Who asked. */
                submitter: components["schemas"]["Named"];
                /** @description What I decided, in the box of what I decided. */
                verdict?: string | null;
                /** @description Whose turn it is. */
                waiting_for: components["schemas"]["Named"][];
            }[];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
        };
        /** @description A page of a list. */
        PageView_InsightRow: {
            /** @description What is on it. */
            items: {
                /**
                 * Format: int64
                 * @description How much, minor units: the deal's worth, the instalment's amount.
                 */
                amount_minor?: number | null;
                /** @description `in_time`, `late`, `overdue` or `open`; of duties only. */
                course?: string | null;
                /** @description The same in words. */
                course_name?: string | null;
                /** @description Its deal. */
                deal: components["schemas"]["DealCard"];
                debtor?: components["schemas"]["Named"] | null;
                /**
                 * Format: date-time
                 * @description By when; of duties only.
                 */
                due_at?: string | null;
                /**
                 * Format: date
                 * @description By when; of instalments only.
                 */
                due_on?: string | null;
                /**
                 * Format: uuid
                 * @description The deal, the duty or the instalment.
                 */
                id: string;
                /** @description What was owed, or which instalment; absent for deals. */
                name?: string | null;
                /**
                 * Format: int64
                 * @description What is still out, minor units; of instalments only.
                 */
                outstanding_minor?: number | null;
                /**
                 * Format: int64
                 * @description What came in of it, minor units; of instalments only.
                 */
                received_minor?: number | null;
            }[];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
        };
        /** @description A page of a list. */
        PageView_MergeView: {
            /** @description What is on it. */
            items: {
                /** @description The one that stays, after. */
                after: Record<string, unknown>;
                /** @description The one that stays, before. */
                before: Record<string, unknown>;
                /**
                 * Format: int32
                 * @description Contacts that go over.
                 */
                contacts: number;
                /**
                 * Format: int32
                 * @description Deals that go over.
                 */
                deals: number;
                /**
                 * Format: uuid
                 * @description Its id; absent in a preview.
                 */
                id?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                made_at?: string | null;
                made_by?: components["schemas"]["Named"] | null;
                /**
                 * Format: int32
                 * @description Customers of its group that go over.
                 */
                members: number;
                /** @description The one that goes. */
                merged: Record<string, unknown>;
                /** @description Why. */
                reason: string;
                /**
                 * Format: date-time
                 * @description When it was taken back.
                 */
                undone_at?: string | null;
                /**
                 * Format: int64
                 * @description Its version.
                 */
                version: number;
            }[];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
        };
        /** @description A page of a list. */
        PageView_NoticeView: {
            /** @description What is on it. */
            items: {
                /** @description What of it: the deal, an obligation, an approval. */
                about: Record<string, unknown>;
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                /**
                 * Format: uuid
                 * @description The deal.
                 */
                deal?: string | null;
                /** @description One sentence. */
                detail: string;
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /**
                 * Format: date-time
                 * @description When it was read.
                 */
                read_at?: string | null;
                /** @description Why it was sent. */
                reason: string;
                /** @description A few words. */
                title: string;
            }[];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
        };
        /** @description A page of a list. */
        PageView_PoolLine: {
            /** @description What is on it. */
            items: {
                /** @description Its department. */
                department: components["schemas"]["Named"];
                /** @description A, B or C, of a lead that was graded. */
                grade?: string | null;
                /**
                 * Format: uuid
                 * @description The deal, or the customer.
                 */
                id: string;
                /** @description Its industry. */
                industry?: string | null;
                /**
                 * Format: date-time
                 * @description When somebody last spoke to the customer.
                 */
                last_contact?: string | null;
                /** @description Whether the caller may claim it now. */
                may_claim: boolean;
                /** @description The customer's name. */
                name?: string | null;
                /** @description The pool in which it lies; absent where there is only the company's own. */
                pool?: string | null;
                problem?: components["schemas"]["Problem"] | null;
                /** @description By which rule the night took a customer: `no_contact`, `no_deal` or `protection_end`; absent where somebody let it go. */
                recall_rule?: string | null;
                /** @description Its region. */
                region?: string | null;
                /**
                 * Format: int64
                 * @description Its version, for `If-Match`.
                 */
                version: number;
            }[];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
        };
        /** @description A page of a list. */
        PageView_RowView: {
            /** @description What is on it. */
            items: (Record<string, unknown> & {
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /**
                 * Format: int64
                 * @description Its version, for `If-Match`.
                 */
                version: number;
            })[];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
        };
        /** @description A page of a list. */
        PageView_SecurityLine: {
            /** @description What is on it. */
            items: {
                /** @description The address of the connection. */
                address?: string | null;
                /** @description What the browser called itself. */
                agent?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                by?: components["schemas"]["Named"] | null;
                /** @description Codes and ids that tell more. */
                detail: Record<string, unknown>;
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description What about. */
                kind: string;
                /** @description The login that was typed, where there is such a login. */
                login?: string | null;
                /** @description The same in words. */
                name: string;
                person?: components["schemas"]["Named"] | null;
                /** @description What the detail says, in words; absent where it says nothing. */
                said?: string | null;
                /** @description The first digits of the session's id. */
                session?: string | null;
                /** @description Whether it was done, or refused. */
                success: boolean;
            }[];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
        };
        /** @description A page of a list. */
        PageView_SensitiveReadLine: {
            /** @description What is on it. */
            items: {
                /** @description The contact, or the document. */
                about: components["schemas"]["Named"];
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                /** @description Who. */
                by: components["schemas"]["Named"];
                deal?: components["schemas"]["TrailDeal"] | null;
                /** @description The fields in words, of a document. */
                fields: string[];
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description `contact` or `document`. */
                kind: string;
                /** @description Why, of a contact. */
                reason?: string | null;
                within?: components["schemas"]["Named"] | null;
            }[];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
        };
        /** @description A page of a list. */
        PageView_TrailLine: {
            /** @description What is on it. */
            items: {
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                by?: components["schemas"]["Named"] | null;
                /** @description What it changed in the head data of the deal. */
                changes: components["schemas"]["TrailChange"][];
                /** @description The command. */
                command: string;
                deal?: components["schemas"]["TrailDeal"] | null;
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description What it led to, in order. */
                lines: components["schemas"]["HistoryLine"][];
                /** @description The command's name. */
                name: string;
                /** @description By which way: `api`, `bulk`, `import`, `scanner`, `setup`. */
                via: string;
            }[];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
        };
        /** @description A page of a list. */
        PageView_UngroundedContact: {
            /** @description What is on it. */
            items: {
                /** @description The customer. */
                account: components["schemas"]["Named"];
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description Its name. */
                name: string;
            }[];
            /** @description The cursor of the next page; absent at the end. */
            next?: string | null;
        };
        /**
         * Command
         * @description What may be asked.
         */
        PaperTemplateCommand: {
            file: components["schemas"]["Digest"];
            format: components["schemas"]["CopyFormat"];
            kind: components["schemas"]["DocumentKind"];
            name: string;
            places: string[];
            /** @constant */
            type: "add_paper_template";
        } | {
            /** @constant */
            type: "retire_paper_template";
        };
        /** @description Part of a receipt for one instalment; negative to take it back. */
        Part: {
            /** @description How much, minor units. */
            amount_minor: components["schemas"]["Money"];
            /** @description The instalment. */
            instalment: components["schemas"]["InstalmentId"];
        };
        /** @description A part of the receipt for one instalment. */
        PartView: {
            /**
             * Format: int64
             * @description How much of the receipt.
             */
            amount_minor: number;
            /**
             * Format: date
             * @description By when we ask for it.
             */
            due_on?: string | null;
            /**
             * Format: uuid
             * @description The instalment.
             */
            instalment: string;
            /** @description Its name in the schedule. */
            name: string;
        };
        /** @description A row of a batch: a deal and its past. */
        Past: {
            /**
             * @description What it is worth.
             * @default null
             */
            amount_minor: components["schemas"]["Money"] | null;
            /**
             * @description What its contract still pays.
             * @default null
             */
            balance: components["schemas"]["Balance"] | null;
            /** @description The batch that vouches for it. */
            batch: components["schemas"]["MigrationBatchId"];
            /** @description When it began. */
            began_on: string;
            /**
             * @description When it is expected to be signed.
             * @default null
             */
            close_on: string | null;
            /**
             * @description What was done so far, the earliest first.
             * @default []
             */
            follow_ups: components["schemas"]["FollowUp"][];
            /**
             * @description Its grade.
             * @default null
             */
            grade: components["schemas"]["Grade"] | null;
            /** @description The number that it had so far. */
            number: string;
            /** @description Who answers for it. */
            owner: components["schemas"]["PersonId"];
            /** @description Where it stands. */
            stage: components["schemas"]["Stage"];
            /**
             * @description Since when it stands there.
             * @default null
             */
            stage_since: string | null;
        };
        /**
         * Command
         * @description What may be asked.
         */
        PersonCommand: {
            department: components["schemas"]["DepartmentId"];
            /** @default null */
            email: string | null;
            /** @default zh */
            language: components["schemas"]["Language"];
            login: string;
            name: string;
            /** @default null */
            phone: string | null;
            /** @constant */
            type: "create_person";
        } | {
            /** @default null */
            email: string | null;
            /** @default null */
            language: components["schemas"]["Language"] | null;
            /** @default null */
            name: string | null;
            /** @default null */
            phone: string | null;
            /** @constant */
            type: "correct_person";
        } | {
            department: components["schemas"]["DepartmentId"];
            /** @constant */
            type: "move_person";
        } | {
            /** @constant */
            type: "disable_person";
        } | {
            /** @constant */
            type: "enable_person";
        };
        /**
         * Format: uuid
         * @description A person of our company.
         */
        PersonId: string;
        /** @description A place that a template may have. */
        PlaceView: {
            /** @description What it holds, in the reader's language. */
            label: string;
            /** @description As it stands between the braces. */
            name: string;
        };
        /** @description The points of one answer. */
        Points: {
            /** @description The field of 表1. */
            field: string;
            /**
             * Format: int32
             * @description The most that an answer could bring.
             */
            most: number;
            /**
             * Format: int32
             * @description What the answer brings.
             */
            points: number;
        };
        /** @description Something that nobody owns. */
        PoolLine: {
            /** @description Its department. */
            department: components["schemas"]["Named"];
            /** @description A, B or C, of a lead that was graded. */
            grade?: string | null;
            /**
             * Format: uuid
             * @description The deal, or the customer.
             */
            id: string;
            /** @description Its industry. */
            industry?: string | null;
            /**
             * Format: date-time
             * @description When somebody last spoke to the customer.
             */
            last_contact?: string | null;
            /** @description Whether the caller may claim it now. */
            may_claim: boolean;
            /** @description The customer's name. */
            name?: string | null;
            /** @description The pool in which it lies; absent where there is only the company's own. */
            pool?: string | null;
            problem?: components["schemas"]["Problem"] | null;
            /** @description By which rule the night took a customer: `no_contact`, `no_deal` or `protection_end`; absent where somebody let it go. */
            recall_rule?: string | null;
            /** @description Its region. */
            region?: string | null;
            /**
             * Format: int64
             * @description Its version, for `If-Match`.
             */
            version: number;
        };
        /** @description A pool for somebody who looks into it. */
        PoolView: {
            /**
             * Format: int32
             * @description Customers in it.
             */
            accounts: number;
            /** @description Whether the caller is one of its members. */
            is_member: boolean;
            /** @description Its key; `default` for the company's own. */
            key: string;
            /**
             * Format: int32
             * @description Leads in it.
             */
            leads: number;
            /** @description Whether he assigns from it. */
            may_assign: boolean;
            /** @description Its name; absent for the company's own. */
            name?: string | null;
        };
        /**
         * Command
         * @description What may be asked.
         */
        PostCommand: {
            department: components["schemas"]["DepartmentId"];
            /** @default null */
            reports_to: components["schemas"]["PostId"] | null;
            role: string;
            /** @constant */
            type: "create_post";
        } | {
            acting_until?: string | null;
            person: components["schemas"]["PersonId"];
            /** @constant */
            type: "fill_post";
        } | {
            /** @constant */
            type: "vacate_post";
        } | {
            department: components["schemas"]["DepartmentId"];
            /** @default null */
            reports_to: components["schemas"]["PostId"] | null;
            /** @constant */
            type: "move_post";
        } | {
            /** @constant */
            type: "end_acting";
        } | {
            /** @constant */
            type: "close_post";
        };
        /**
         * Format: uuid
         * @description A post (岗位): a role in a department, held by somebody or vacant.
         */
        PostId: string;
        /** @description What an export would be. */
        Preview: {
            /** @description The headings of its columns. */
            columns: string[];
            /** @description Whether there are more than were counted. */
            is_more: boolean;
            /**
             * Format: int32
             * @description What is left of it today.
             */
            left: number;
            /** @description Whether somebody else has to allow it first. */
            needs_approval: boolean;
            request?: components["schemas"]["PreviewRequest"] | null;
            /**
             * Format: int64
             * @description How many rows.
             */
            rows: number;
            /**
             * Format: int32
             * @description Rows that the caller may take out a day; 0 where he may not export.
             */
            rows_a_day: number;
        };
        /** @description A request for exactly this export. */
        PreviewRequest: {
            /**
             * Format: int32
             * @description For how many people at most.
             */
            contacts: number;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description `waiting` or `approved`. */
            standing: string;
            /**
             * Format: date-time
             * @description Until when it may be taken.
             */
            valid_until?: string | null;
        };
        /** @description What a command would do. */
        PreviewView: {
            /** @description Approvals that would begin. */
            approvals: components["schemas"]["ApprovalView"][];
            /** @description For a quotation: the role that would decide last on it. */
            decides?: string | null;
            /** @description For a document: its figures as far as they can be told, without what the reader may not see. */
            facts: Record<string, unknown>;
            /** @description What would happen, in order. */
            lines: components["schemas"]["HistoryLine"][];
            /** @description What would be owed anew. */
            obligations: components["schemas"]["ObligationView"][];
            refusal?: components["schemas"]["RefusalView"] | null;
            /** @description Who would be told. */
            told: components["schemas"]["Named"][];
        };
        Price: string;
        /**
         * Command
         * @description What may be asked.
         */
        PriceBookCommand: {
            name: string;
            tax_inclusive: boolean;
            /** @constant */
            type: "draft_price_book";
            valid_from: string;
            /** @default null */
            valid_to: string | null;
        } | {
            lines: {
                [key: string]: components["schemas"]["PriceLine"];
            };
            /** @constant */
            type: "set_price_lines";
        } | {
            products: components["schemas"]["ProductId"][];
            /** @constant */
            type: "remove_price_lines";
        } | {
            /** @constant */
            type: "publish_price_book";
        };
        /** @description The price of one product. */
        PriceLine: {
            /**
             * @description Cost without VAT, where finance has set one.
             * @default null
             */
            cost: components["schemas"]["Price"] | null;
            /** @description 底价. */
            floor: components["schemas"]["Price"];
            /** @description 目录价. */
            list: components["schemas"]["Price"];
            /**
             * @description 标准品.
             * @default false
             */
            standard: boolean;
            /** @description The usual rate. */
            vat: components["schemas"]["VatRate"];
        };
        /** @description A fault as told to the caller (RFC 9457). */
        Problem: {
            /** @description The stable code that programs compare. */
            code: string;
            /** @description What happened this time, in the caller's language. */
            detail: string;
            /** @description The data behind the detail. */
            params: Record<string, unknown>;
            /**
             * Format: uuid
             * @description The id under which the log tells more.
             */
            request_id?: string | null;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description A few words, the same for every occurrence. */
            title: string;
            /** @description A URI that names the kind of problem: `urn:tongguan:problem:` and the code. */
            type: string;
        };
        /**
         * Command
         * @description What may be asked.
         */
        ProductCommand: {
            code: string;
            name: string;
            /** @default null */
            spec: string | null;
            /** @default false */
            standard: boolean;
            /** @constant */
            type: "create_product";
            unit: string;
            vat: components["schemas"]["VatRate"];
        } | {
            name: string;
            /** @default null */
            spec: string | null;
            /** @default false */
            standard: boolean;
            /** @constant */
            type: "revise_product";
            unit: string;
            vat: components["schemas"]["VatRate"];
        } | {
            /** @constant */
            type: "retire_product";
        };
        /**
         * Format: uuid
         * @description A product or service in the price book.
         */
        ProductId: string;
        /** @description Instalments of one deal that the receipt probably pays. */
        ProposalView: {
            /**
             * Format: uuid
             * @description The deal.
             */
            deal: string;
            /** @description Its number. */
            number?: string | null;
            /** @description How much for which instalment. */
            parts: components["schemas"]["PartView"][];
            /** @description The contract party. */
            party: string;
            /** @description False where the payer is somebody else, whose money needs an exception first. */
            payer_is_party: boolean;
            /** @description Keys of what speaks for it: `number`, `payer`, `former_name`, `amount`. */
            reasons: string[];
            /** @description The number that the payer wrote. */
            written?: string | null;
        };
        /** @description What was read. */
        Read: {
            /**
             * Format: uuid
             * @description This notice; absent for all up to `last`.
             */
            id?: string | null;
            /**
             * Format: uuid
             * @description All up to this one.
             */
            last?: string | null;
        };
        /** @description Somebody who sees it. */
        ReaderView: {
            /** @description What lets him. */
            because: string;
            /** @description Who. */
            person: components["schemas"]["Named"];
        };
        /** @description A reason for notices. */
        ReasonView: {
            /** @description Whether it may be muted: what is late, and what waits for oneself, may not. */
            can_be_muted: boolean;
            /** @description Whether the caller muted it. */
            is_muted: boolean;
            /** @description Its key, as notices have it. */
            key: string;
            /** @description Its title. */
            title: string;
            /**
             * Format: int64
             * @description Notices for it that he has not read.
             */
            unread: number;
        };
        /**
         * Command
         * @description What may be asked.
         */
        ReceiptCommand: {
            amount_minor: components["schemas"]["Money"];
            bank_serial: string;
            method: components["schemas"]["Method"];
            /** @default null */
            note: string | null;
            /** @default null */
            own_entity: components["schemas"]["OwnEntityId"] | null;
            /** @default null */
            payer_account: string | null;
            payer_name: string;
            received_on: string;
            /** @constant */
            type: "book_receipt";
        } | {
            reason: string;
            /** @constant */
            type: "reverse_receipt";
        };
        /**
         * Format: uuid
         * @description A receipt of money (到账).
         */
        ReceiptId: string;
        /** @description What a refusal means. */
        RefusalExplained: {
            /** @description The stable code. */
            code: string;
            /** @description What would be refused with this code now, command by command. */
            now: components["schemas"]["RefusedNow"][];
            /** @description The sentence, its data left open as `{names}`. */
            template: string;
            /** @description A few words. */
            title: string;
        };
        /** @description Why a command would be refused. */
        RefusalView: {
            /** @description The stable code. */
            code: string;
            /** @description The data behind it; unmet conditions come with links to what is missing. */
            params: Record<string, unknown>;
            /** @description The sentence. */
            text: string;
        };
        /** @description A command that would be refused now. */
        RefusedNow: {
            /** @description The command. */
            command: string;
            /** @description The kind of document, for `submit_document`. */
            kind?: string | null;
            /** @description Why. */
            refusal: components["schemas"]["RefusalView"];
        };
        /**
         * RegisterLead
         * @description Registering a lead begins a deal.
         */
        RegisterLead: {
            /**
             * @description An existing customer; absent for a new one, which is made from the form.
             * @default null
             */
            account: components["schemas"]["AccountId"] | null;
            /**
             * @description 表1《客户线索登记表》; empty where the deal was open before the system.
             * @default {}
             */
            body: {
                [key: string]: unknown;
            };
            /**
             * @description The deal that it renews or follows; its customer is this one's.
             * @default null
             */
            from_deal: components["schemas"]["DealId"] | null;
            /** @description Whose it becomes, where whoever may give leads registers it for a rep. Absent: his own where he sells, else it lies in the pool. */
            owner?: components["schemas"]["PersonId"] | null;
            /** @description What a signed migration batch says of it; absent for a new lead. */
            past?: components["schemas"]["Past"] | null;
        };
        /** @description Whom the caller may register leads for. */
        Registration: {
            /** @description Whether he registers leads at all. */
            may: boolean;
            /** @description Reps whom he may name, by name. */
            owners: components["schemas"]["Named"][];
            /** @description Whose a lead becomes where no owner is named: `oneself`, or `pool`; absent where he must name one or registers none. */
            unnamed?: string | null;
        };
        /** @description What came of the renewal. */
        RenewalOutcome: "pursued" | "given_up";
        /**
         * Command
         * @description What may be asked.
         */
        ReorganizationCommand: {
            changes: components["schemas"]["OrganizationChange"][];
            name: string;
            on: string;
            /** @constant */
            type: "plan_reorganization";
        } | {
            /** @constant */
            type: "cancel_reorganization";
        } | {
            /** @constant */
            type: "end_reorganization";
        } | {
            /** Format: uint32 */
            change: number;
            fault: string;
            /** @constant */
            type: "fail_reorganization";
        };
        /** @description What a person may ask. */
        RequestKind: "inspect" | "correct" | "restrict" | "erase" | "expire";
        /**
         * Format: uuid
         * @description A request for resources (资源需求).
         */
        ResourceId: string;
        /** @description Why. */
        Reveal: {
            /** @description The reason; recorded. */
            reason: string;
        };
        /** @description What reaches a contact. */
        Revealed: {
            /** @description Mail. */
            email?: string | null;
            /** @description Phone. */
            phone?: string | null;
            /** @description WeCom. */
            wecom?: string | null;
        };
        /** @description How a round ended. */
        RoundResult: "agreed" | "continues" | "broken_off";
        /** @description A row of reference data. */
        RowView: Record<string, unknown> & {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: int64
             * @description Its version, for `If-Match`.
             */
            version: number;
        };
        /** @description What one types. */
        SaveDraft: {
            /** @description The form, as far as it is typed. */
            body: Record<string, unknown>;
            /**
             * Format: int32
             * @description The revision that it follows; 0 for a new document.
             */
            revision?: number;
        };
        /** @description A kept filter. */
        SavedViewLine: {
            /** @description Its name. */
            name: string;
            /** @description The filter, as an address has it behind its question mark. */
            query: string;
            /**
             * Format: date-time
             * @description When it was saved.
             */
            saved_at: string;
        };
        /** @description A filter to keep. */
        SaveView: {
            /** @description The filter, as an address has it behind its question mark. */
            query: string;
        };
        /**
         * @description What a key may do, of what its person may.
         * @enum {string}
         */
        Scope: "read" | "deals" | "customers" | "catalogue" | "receipts" | "imports" | "exports";
        /** @description The result of screening (初筛结论). */
        ScreeningResult: "valid" | "invalid" | "returned";
        /** @description A condition that takes somebody else. */
        SecondHandView: {
            /** @description The condition in words. */
            condition: string;
            /** @description The gate. */
            gate: string;
            /** @description Who decides, in order. */
            roles: string[];
        };
        /** @description A line of the security log. */
        SecurityLine: {
            /** @description The address of the connection. */
            address?: string | null;
            /** @description What the browser called itself. */
            agent?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            by?: components["schemas"]["Named"] | null;
            /** @description Codes and ids that tell more. */
            detail: Record<string, unknown>;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description What about. */
            kind: string;
            /** @description The login that was typed, where there is such a login. */
            login?: string | null;
            /** @description The same in words. */
            name: string;
            person?: components["schemas"]["Named"] | null;
            /** @description What the detail says, in words; absent where it says nothing. */
            said?: string | null;
            /** @description The first digits of the session's id. */
            session?: string | null;
            /** @description Whether it was done, or refused. */
            success: boolean;
        };
        /** @description A read. */
        SensitiveReadLine: {
            /** @description The contact, or the document. */
            about: components["schemas"]["Named"];
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who. */
            by: components["schemas"]["Named"];
            deal?: components["schemas"]["TrailDeal"] | null;
            /** @description The fields in words, of a document. */
            fields: string[];
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description `contact` or `document`. */
            kind: string;
            /** @description Why, of a contact. */
            reason?: string | null;
            within?: components["schemas"]["Named"] | null;
        };
        /** @description A duty in words. */
        SeparatedDuty: {
            /** @description What is done. */
            does: string[];
            /** @description Whose it is. */
            roles: string[];
        };
        /** @description Separation of duties, and the question that it answers. */
        SeparationsView: {
            /** @description Whether one person alone could take a deal from lead to signed contract. */
            is_possible_alone: boolean;
            /** @description Whether the system administrator still keeps the rights, for want of a security administrator. */
            lacks_security_admin: boolean;
            /** @description The pairs. */
            pairs: components["schemas"]["SeparationView"][];
            /** @description How many people a signed contract takes at least. */
            people_needed: number;
            /** @description The proof: conditions on the way that take somebody else's decision. Where there are none, the way itself is the path. */
            proof: components["schemas"]["SecondHandView"][];
            /** @description Whose deals would stop, since nobody is left who may decide. */
            stops: components["schemas"]["StopView"][];
        };
        /** @description A pair of duties. */
        SeparationView: {
            /** @description People who have roles of both, and whom the rule stops. */
            both: components["schemas"]["Named"][];
            /** @description How it is held: `by_role`, `by_deal`, `by_paper` or `by_post`. */
            held: string;
            /** @description Its key. */
            key: string;
            /** @description What it says. */
            name: string;
            /** @description One duty. */
            one: components["schemas"]["SeparatedDuty"];
            /** @description The other. */
            other: components["schemas"]["SeparatedDuty"];
        };
        /** @description A session. */
        SessionView: {
            /** @description The address it began from. */
            address?: string | null;
            /** @description What its browser called itself. */
            agent?: string | null;
            /**
             * Format: date-time
             * @description When it began.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it ends in any case.
             */
            expires_at: string;
            /** @description What it is named by; not its token. */
            id: string;
            /** @description Whether it is the one that asks. */
            is_this: boolean;
            /**
             * Format: date-time
             * @description About when it was last used.
             */
            seen_at: string;
        };
        /**
         * Command
         * @description What may be asked.
         */
        SettingCommand: {
            key: string;
            /** @constant */
            type: "put_setting";
            value: unknown;
        };
        /** @description What was made of a finding. */
        Settlement: {
            /** @description Why. */
            note: string;
            /** @description `explained` or `followed_up`. */
            verdict: string;
        };
        /** @description What the first set-up names. Keys are the request's own names for its parts. */
        SetUp: {
            /** @description The company's name. */
            company: string;
            /** @description Departments, parents before children. */
            departments: components["schemas"]["NewDepartment"][];
            /** @description People. At least one holds the post of system administrator and has a password. */
            people: components["schemas"]["NewPerson"][];
            /** @description Posts, those that others report to first. */
            posts: components["schemas"]["NewPost"][];
            /** @description The token from the console. */
            token: string;
        };
        /** @description How bad it is. */
        Severity: "normal" | "severe";
        /** @description A person's part in the credit for a deal. */
        Share: {
            /** @description How much. */
            percent: string;
            /** @description Who. */
            person: components["schemas"]["PersonId"];
        };
        /** @description A part of the credit. */
        ShareView: {
            /** @description How much, such as `70`. */
            percent: string;
            /** @description Whose. */
            person: components["schemas"]["Named"];
        };
        /** @description A signature. */
        SignatureView: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description By whom. */
            by: components["schemas"]["Named"];
            /** @description What he said. */
            note?: string | null;
        };
        /** @description What a person types. */
        SignIn: {
            /** @description A code of the second factor, or a recovery code; asked for with `second_factor_required`. */
            code?: string | null;
            /** @description The login. */
            login: string;
            /** @description The password. */
            password: string;
        };
        /** @description How a contract is signed. */
        SignMethod: "paper" | "esign";
        /** @description Another deal of the customer, or another customer like it. */
        SimilarLine: {
            /**
             * Format: uuid
             * @description The customer, where the reader sees it.
             */
            account?: string | null;
            /** @description Whether it is the same customer; like it where not. */
            certain: boolean;
            /**
             * Format: uuid
             * @description The deal, where the reader sees it.
             */
            deal?: string | null;
            /** @description The department that it belongs to. */
            department?: string | null;
            /** @description `deal` or `account`. */
            kind: string;
            /**
             * Format: date-time
             * @description When somebody last spoke to the customer, or something happened to the deal.
             */
            last_contact?: string | null;
            /** @description The name of the customer. */
            name: string;
            /** @description The number of the deal. */
            number?: string | null;
            owner?: components["schemas"]["Named"] | null;
        };
        /** @description A day off that was passed over. */
        SkippedDay: {
            /**
             * Format: date
             * @description The day.
             */
            date: string;
            /** @description The holiday that it belongs to. */
            name?: string | null;
        };
        /** @description The five stages of the standard and the phase after them. */
        Stage: "screening" | "nurture" | "proposal" | "contract" | "fulfilment" | "aftercare";
        /**
         * @description Where a stage lies, seen from the deal.
         * @enum {string}
         */
        StageState: "done" | "current" | "ahead";
        /** @description A stage on the path. */
        StageView: {
            /**
             * Format: int32
             * @description Conditions of its gates.
             */
            conditions: number;
            /**
             * Format: int32
             * @description Conditions of its gates that hold; of the stage where the deal stands only.
             */
            conditions_met?: number | null;
            /** @description Whether it lies behind by a migration batch, and nobody passed its gate here. */
            migrated: boolean;
            /** @description Its name. */
            name: string;
            /**
             * Format: int32
             * @description Working days that it usually takes.
             */
            norm_working_days?: number | null;
            /**
             * Format: date-time
             * @description When the deal last entered it.
             */
            since?: string | null;
            /** @description Its key. */
            stage: string;
            /** @description Behind, here or ahead. */
            state: components["schemas"]["StageState"];
            /**
             * Format: date-time
             * @description When the deal last left it.
             */
            until?: string | null;
            /**
             * Format: int32
             * @description Working days spent in it the last time, the running one included.
             */
            working_days?: number | null;
        };
        /** @description A step of an approval. */
        StepView: {
            /** @description Who may decide: holders of the role, or who was added. */
            assignees: components["schemas"]["Named"][];
            /** @description True while nobody may decide it. */
            blocked: boolean;
            /** @description What was decided, in order. */
            decisions: components["schemas"]["DecisionView"][];
            /** @description `any`, `all` or `in_order`. */
            mode: string;
            /** @description The role that decides, in words; absent for somebody who was added. */
            role?: string | null;
            /**
             * Format: date-time
             * @description When it last became somebody's turn.
             */
            since?: string | null;
            /** @description Who may decide next. */
            turn: components["schemas"]["Named"][];
            /**
             * Format: int32
             * @description Working days it may take.
             */
            working_days: number;
        };
        /** @description Where the deals of somebody stop. */
        StopView: {
            /** @description The condition in words. */
            condition: string;
            /** @description For which department. */
            department: components["schemas"]["Named"];
            /** @description The gate. */
            gate: string;
            /** @description Who owns the deals. */
            owner: components["schemas"]["Named"];
            /** @description The role whose decision nobody may make. */
            role: string;
        };
        /** @description A contact that may be the person. */
        SubjectContact: {
            /**
             * Format: uuid
             * @description The customer.
             */
            account: string;
            /** @description The customer's name. */
            account_name?: string | null;
            /** @description Mail. */
            email?: string | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Whether the request names it. */
            is_named: boolean;
            /** @description Whether it is restricted. */
            is_restricted: boolean;
            /** @description Its name. */
            name: string;
            /** @description Phone. */
            phone?: string | null;
            /** @description WeCom. */
            wecom?: string | null;
        };
        /** @description A copy that was given out. */
        SubjectCopy: {
            /** @description The code that it bears. */
            code: string;
            /**
             * Format: uuid
             * @description The deal.
             */
            deal: string;
            /**
             * Format: date-time
             * @description When it was given out.
             */
            issued_at: string;
            /** @description The kind of the document. */
            kind: string;
            /** @description Whether it was mailed to him. */
            mailed_to_him: boolean;
            /** @description Whether it is of a text that mentions him. */
            mentions_him: boolean;
            /** @description The number of the document, or of the deal. */
            number?: string | null;
            /**
             * Format: int32
             * @description Its revision; 0 for what is made from the deal.
             */
            revision: number;
        };
        /** @description A file in which the person may stand. */
        SubjectFile: {
            /**
             * Format: uuid
             * @description A deal with his customer that names it.
             */
            deal?: string | null;
            /** @description What people call it. */
            name?: string | null;
            /** @description Whether its name is of the person. */
            names_him: boolean;
            /** @description The numbers of such deals. */
            numbers: string[];
            /** @description SHA-256 of its bytes. */
            sha256: string;
        };
        /** @description Who a request may be about, and where else the person stands. */
        SubjectFound: {
            /** @description Contacts of that name, or reached in one of the ways that it names. */
            contacts: components["schemas"]["SubjectContact"][];
            /** @description Copies that were given out of papers that mention him, or were mailed to him. */
            copies: components["schemas"]["SubjectCopy"][];
            /** @description Files in which he may stand: to be looked through by people. */
            files: components["schemas"]["SubjectFile"][];
            /** @description How many places of each kind mention the person. */
            mentions: {
                [key: string]: number;
            };
        };
        /**
         * Command
         * @description What may be asked.
         */
        SubjectRequestCommand: {
            kind: components["schemas"]["RequestKind"];
            name: string;
            /** @default [] */
            reach: string[];
            received_on: string;
            /** @constant */
            type: "open_subject_request";
            verified: string;
        } | {
            contacts: components["schemas"]["ContactId"][];
            /** @constant */
            type: "name_subject";
        } | {
            /** @constant */
            type: "export_subject";
        } | {
            note: string;
            /** @constant */
            type: "fulfil_subject_request";
        } | {
            reason: string;
            /** @constant */
            type: "refuse_subject_request";
        } | {
            reason: string;
            /** @constant */
            type: "lift_restriction";
        } | {
            account: components["schemas"]["AccountId"];
            /** @constant */
            type: "expire_contacts";
        };
        /** @description What it comes to. */
        Suggestion: {
            /** @description From how much fit on which grade is suggested; a grade out of reach is absent. */
            grades: components["schemas"]["FromFit"][];
            /**
             * Format: int32
             * @description The intent that it suggests for the grading record, of 50.
             */
            intent: number;
            /** @description Where it comes from. */
            reasons: components["schemas"]["Points"][];
            /**
             * Format: int32
             * @description BANT in total.
             */
            total: number;
        };
        /** @description Deals counted and summed. */
        SumsView: {
            /**
             * Format: int64
             * @description What they are worth, minor units.
             */
            amount_minor: number;
            /**
             * Format: int64
             * @description How many.
             */
            deals: number;
            /**
             * Format: int64
             * @description What their customers still owe, minor units.
             */
            outstanding_minor: number;
        };
        /** @description Something to be done outside deals. */
        TaskView: {
            /** @description What a person asks: `inspect`, `correct`, `restrict` or `erase`. */
            asks?: string | null;
            /** @description The customer that it is about, where it is about one. */
            customer?: string | null;
            /**
             * Format: date-time
             * @description By when.
             */
            due_at: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Whether it is late. */
            is_missed: boolean;
            /** @description `account_appeal`, `subject_request` or `account_recall`. */
            kind: string;
            /** @description By which rule a customer goes to the pool: `no_contact`, `no_deal` or `protection_end`. */
            recall_rule?: string | null;
            /** @description `overdue`, `today`, `soon` (three working days) or `later`. */
            urgency: string;
            /**
             * Format: int32
             * @description Working days until it is due, or since then where it is late; 0 on the day itself.
             */
            working_days: number;
        };
        /**
         * Format: uuid
         * @description A change of a term in negotiation.
         */
        TermChangeId: string;
        /** @description A value of the head data, before and after. */
        TrailChange: {
            /** @description In words; absent where there is none. */
            after?: string | null;
            /** @description In words; absent where there was none. */
            before?: string | null;
            /** @description `stage`, `owner`, `department`, `grade`, `standing`, `amount_minor` or `close_on`. */
            field: string;
        };
        /** @description A deal by its number and customer, as of now. */
        TrailDeal: {
            /** @description The customer. */
            account: components["schemas"]["Named"];
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description The number it goes by. */
            number: string;
        };
        /** @description A command that was accepted, and what came of it. */
        TrailLine: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            by?: components["schemas"]["Named"] | null;
            /** @description What it changed in the head data of the deal. */
            changes: components["schemas"]["TrailChange"][];
            /** @description The command. */
            command: string;
            deal?: components["schemas"]["TrailDeal"] | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description What it led to, in order. */
            lines: components["schemas"]["HistoryLine"][];
            /** @description The command's name. */
            name: string;
            /** @description By which way: `api`, `bulk`, `import`, `scanner`, `setup`. */
            via: string;
        };
        /** @description A contact without a basis. */
        UngroundedContact: {
            /** @description The customer. */
            account: components["schemas"]["Named"];
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /** @description A rate of value-added tax. */
        VatRate: "13" | "9" | "6" | "3" | "1" | "0" | "exempt";
        /** @description What somebody decides. */
        Verdict: "approve" | {
            adjust: components["schemas"]["Grade"];
        } | "reject" | {
            /** Format: uint32 */
            return: number;
        };
        /** @description How a need was verified. */
        VerificationMethod: "phone" | "mail" | "second_visit";
        /** @description What the second source said. */
        VerificationResult: "confirmed" | "changed" | "refuted";
        /** @description A vote in a review. */
        Vote: "pass" | "conditional" | "fail" | "abstain";
        /** @description A way to discharge a duty. */
        WayView: {
            /** @description The command to give. */
            command?: string | null;
            /** @description The document to hand in. */
            document?: string | null;
            /** @description The name of that document or command. */
            name: string;
        };
        /** @description Which list, with which filters. */
        Which: {
            /** @description Its filters, as the list's address has them. */
            filters?: {
                [key: string]: string;
            };
            /** @description The list, such as `deals`. */
            list: string;
        };
        /** @description A year of the calendar in force. */
        YearView: {
            /** @description Its days in order. */
            days: components["schemas"]["DayView"][];
            /** @description Whether the year's notice is not known yet, so that days may still change. */
            is_provisional: boolean;
            /** @description The version of the calendar that this is from. */
            version: string;
            /** @description How many days are worked. */
            working_days: number;
            /**
             * Format: int32
             * @description The year.
             */
            year: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, unknown>;
export type operations = Record<string, unknown>;
