import os

import asyncpg

pool: asyncpg.Pool = asyncpg.create_pool(os.environ["DATABASE_URL"])
