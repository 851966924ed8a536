//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////
// GrantReader
//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////

export const grantReaderAbi = [
  {
    type: 'function',
    inputs: [
      { name: 'account', internalType: 'address', type: 'address' },
      { name: 'keyHash', internalType: 'bytes32', type: 'bytes32' },
      { name: 'paymaster', internalType: 'address', type: 'address' },
      { name: 'nonceKey', internalType: 'uint192', type: 'uint192' },
      { name: 'data', internalType: 'bytes', type: 'bytes' },
    ],
    name: 'read',
    outputs: [
      {
        name: 'grant',
        internalType: 'struct GrantReader.Reading',
        type: 'tuple',
        components: [
          {
            name: 'terms',
            internalType: 'struct PackedGrant.Terms',
            type: 'tuple',
            components: [
              { name: 'validAfter', internalType: 'uint48', type: 'uint48' },
              { name: 'validUntil', internalType: 'uint48', type: 'uint48' },
              { name: 'maxActions', internalType: 'uint16', type: 'uint16' },
              { name: 'maxSpend', internalType: 'uint96', type: 'uint96' },
              { name: 'maxGasWei', internalType: 'uint64', type: 'uint64' },
              { name: 'epoch', internalType: 'bytes32', type: 'bytes32' },
            ],
          },
          { name: 'rules', internalType: 'bytes', type: 'bytes' },
          { name: 'structHash', internalType: 'bytes32', type: 'bytes32' },
          { name: 'end', internalType: 'uint256', type: 'uint256' },
        ],
      },
    ],
    stateMutability: 'pure',
  },
  {
    type: 'error',
    inputs: [
      { name: 'functionSignature', internalType: 'string', type: 'string' },
      { name: 'argument', internalType: 'string', type: 'string' },
    ],
    name: 'ArgumentNotComparable',
  },
  {
    type: 'error',
    inputs: [
      { name: 'functionSignature', internalType: 'string', type: 'string' },
      { name: 'seen', internalType: 'string', type: 'string' },
    ],
    name: 'ArgumentPathInvalid',
  },
  {
    type: 'error',
    inputs: [
      { name: 'argument', internalType: 'string', type: 'string' },
      { name: 'rule', internalType: 'string', type: 'string' },
    ],
    name: 'ConditionEmpty',
  },
  {
    type: 'error',
    inputs: [
      { name: 'seen', internalType: 'string', type: 'string' },
      { name: 'position', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'FunctionSignatureInvalid',
  },
  {
    type: 'error',
    inputs: [
      { name: 'seen', internalType: 'uint256', type: 'uint256' },
      { name: 'min', internalType: 'uint256', type: 'uint256' },
      { name: 'max', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'GrantPermissionCount',
  },
  {
    type: 'error',
    inputs: [{ name: 'maxSpend', internalType: 'uint256', type: 'uint256' }],
    name: 'GrantSpendUnused',
  },
  {
    type: 'error',
    inputs: [
      { name: 'bytesOfDetails', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'GrantTooLong',
  },
  {
    type: 'error',
    inputs: [
      { name: 'counted', internalType: 'string', type: 'string' },
      { name: 'seen', internalType: 'uint96', type: 'uint96' },
    ],
    name: 'LimitRefused',
  },
  {
    type: 'error',
    inputs: [
      { name: 'counted', internalType: 'string', type: 'string' },
      { name: 'seen', internalType: 'uint96', type: 'uint96' },
    ],
    name: 'LimitUnreachable',
  },
  {
    type: 'error',
    inputs: [{ name: 'seen', internalType: 'uint256', type: 'uint256' }],
    name: 'PackedWordUnknown',
  },
  {
    type: 'error',
    inputs: [{ name: 'seen', internalType: 'string', type: 'string' }],
    name: 'PeriodUnknown',
  },
  {
    type: 'error',
    inputs: [
      { name: 'seen', internalType: 'uint256', type: 'uint256' },
      { name: 'allowed', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'PermissionConditionCount',
  },
  {
    type: 'error',
    inputs: [
      { name: 'target', internalType: 'address', type: 'address' },
      { name: 'selector', internalType: 'bytes4', type: 'bytes4' },
    ],
    name: 'PermissionDuplicate',
  },
  {
    type: 'error',
    inputs: [{ name: 'target', internalType: 'address', type: 'address' }],
    name: 'PermissionNotTransfer',
  },
  {
    type: 'error',
    inputs: [{ name: 'seen', internalType: 'string', type: 'string' }],
    name: 'PermissionPeriod',
  },
  {
    type: 'error',
    inputs: [{ name: 'target', internalType: 'address', type: 'address' }],
    name: 'PermissionValueUncounted',
  },
] as const

//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////
// P256Sha256Verifier
//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////

export const p256Sha256VerifierAbi = [
  {
    type: 'function',
    inputs: [
      { name: 'key', internalType: 'bytes', type: 'bytes' },
      { name: 'hash', internalType: 'bytes32', type: 'bytes32' },
      { name: 'signature', internalType: 'bytes', type: 'bytes' },
    ],
    name: 'verify',
    outputs: [{ name: '', internalType: 'bytes4', type: 'bytes4' }],
    stateMutability: 'view',
  },
] as const

//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////
// PlayerAccount
//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////

export const playerAccountAbi = [
  {
    type: 'constructor',
    inputs: [
      {
        name: 'sessionValidator',
        internalType: 'contract ISessionValidator',
        type: 'address',
      },
      { name: 'deviceVerifier', internalType: 'address', type: 'address' },
      { name: 'delay', internalType: 'uint48', type: 'uint48' },
      { name: 'playTargets', internalType: 'address[]', type: 'address[]' },
    ],
    stateMutability: 'nonpayable',
  },
  { type: 'fallback', stateMutability: 'payable' },
  { type: 'receive', stateMutability: 'payable' },
  {
    type: 'function',
    inputs: [],
    name: 'DELAY',
    outputs: [{ name: '', internalType: 'uint48', type: 'uint48' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'DEVICE_VERIFIER',
    outputs: [{ name: '', internalType: 'address', type: 'address' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'SESSION_VALIDATOR',
    outputs: [
      { name: '', internalType: 'contract ISessionValidator', type: 'address' },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'accountId',
    outputs: [{ name: '', internalType: 'string', type: 'string' }],
    stateMutability: 'pure',
  },
  {
    type: 'function',
    inputs: [],
    name: 'cancelChange',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'newOwner', internalType: 'bytes', type: 'bytes' },
      { name: 'proof', internalType: 'bytes', type: 'bytes' },
    ],
    name: 'changeOwner',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [],
    name: 'eip712Domain',
    outputs: [
      { name: 'fields', internalType: 'bytes1', type: 'bytes1' },
      { name: 'name', internalType: 'string', type: 'string' },
      { name: 'version', internalType: 'string', type: 'string' },
      { name: 'chainId', internalType: 'uint256', type: 'uint256' },
      { name: 'verifyingContract', internalType: 'address', type: 'address' },
      { name: 'salt', internalType: 'bytes32', type: 'bytes32' },
      { name: 'extensions', internalType: 'uint256[]', type: 'uint256[]' },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'entryPoint',
    outputs: [
      { name: '', internalType: 'contract IEntryPoint', type: 'address' },
    ],
    stateMutability: 'pure',
  },
  {
    type: 'function',
    inputs: [
      { name: 'mode', internalType: 'bytes32', type: 'bytes32' },
      { name: 'executionCalldata', internalType: 'bytes', type: 'bytes' },
    ],
    name: 'execute',
    outputs: [],
    stateMutability: 'payable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'mode', internalType: 'bytes32', type: 'bytes32' },
      { name: 'executionCalldata', internalType: 'bytes', type: 'bytes' },
    ],
    name: 'executeFromExecutor',
    outputs: [{ name: 'returnData', internalType: 'bytes[]', type: 'bytes[]' }],
    stateMutability: 'payable',
  },
  {
    type: 'function',
    inputs: [],
    name: 'finishChange',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'key', internalType: 'uint192', type: 'uint192' }],
    name: 'getNonce',
    outputs: [{ name: '', internalType: 'uint256', type: 'uint256' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'getNonce',
    outputs: [{ name: '', internalType: 'uint256', type: 'uint256' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'moduleTypeId', internalType: 'uint256', type: 'uint256' },
      { name: 'module', internalType: 'address', type: 'address' },
      { name: 'initData', internalType: 'bytes', type: 'bytes' },
    ],
    name: 'installModule',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [],
    name: 'isConfined',
    outputs: [{ name: '', internalType: 'bool', type: 'bool' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'moduleTypeId', internalType: 'uint256', type: 'uint256' },
      { name: 'module', internalType: 'address', type: 'address' },
      { name: 'context', internalType: 'bytes', type: 'bytes' },
    ],
    name: 'isModuleInstalled',
    outputs: [{ name: '', internalType: 'bool', type: 'bool' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [{ name: 'target', internalType: 'address', type: 'address' }],
    name: 'isPlayTarget',
    outputs: [{ name: '', internalType: 'bool', type: 'bool' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'hash', internalType: 'bytes32', type: 'bytes32' },
      { name: 'signature', internalType: 'bytes', type: 'bytes' },
    ],
    name: 'isValidSignature',
    outputs: [{ name: '', internalType: 'bytes4', type: 'bytes4' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: '', internalType: 'address', type: 'address' },
      { name: '', internalType: 'address', type: 'address' },
      { name: '', internalType: 'uint256[]', type: 'uint256[]' },
      { name: '', internalType: 'uint256[]', type: 'uint256[]' },
      { name: '', internalType: 'bytes', type: 'bytes' },
    ],
    name: 'onERC1155BatchReceived',
    outputs: [{ name: '', internalType: 'bytes4', type: 'bytes4' }],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: '', internalType: 'address', type: 'address' },
      { name: '', internalType: 'address', type: 'address' },
      { name: '', internalType: 'uint256', type: 'uint256' },
      { name: '', internalType: 'uint256', type: 'uint256' },
      { name: '', internalType: 'bytes', type: 'bytes' },
    ],
    name: 'onERC1155Received',
    outputs: [{ name: '', internalType: 'bytes4', type: 'bytes4' }],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: '', internalType: 'address', type: 'address' },
      { name: '', internalType: 'address', type: 'address' },
      { name: '', internalType: 'uint256', type: 'uint256' },
      { name: '', internalType: 'bytes', type: 'bytes' },
    ],
    name: 'onERC721Received',
    outputs: [{ name: '', internalType: 'bytes4', type: 'bytes4' }],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [],
    name: 'owner',
    outputs: [{ name: '', internalType: 'bytes', type: 'bytes' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'ownership',
    outputs: [
      {
        name: '',
        internalType: 'struct Ownership.OwnershipState',
        type: 'tuple',
        components: [
          { name: 'change', internalType: 'bytes32', type: 'bytes32' },
          { name: 'guardiansHash', internalType: 'bytes32', type: 'bytes32' },
          {
            name: 'pending',
            internalType: 'struct Ownership.PendingChange',
            type: 'tuple',
            components: [
              { name: 'owner', internalType: 'bytes', type: 'bytes' },
              { name: 'due', internalType: 'uint48', type: 'uint48' },
            ],
          },
          {
            name: 'former',
            internalType: 'struct Ownership.FormerOwner',
            type: 'tuple',
            components: [
              { name: 'owner', internalType: 'bytes', type: 'bytes' },
              { name: 'until', internalType: 'uint48', type: 'uint48' },
            ],
          },
        ],
      },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'guardians', internalType: 'bytes[]', type: 'bytes[]' },
      { name: 'threshold', internalType: 'uint256', type: 'uint256' },
      { name: 'newOwner', internalType: 'bytes', type: 'bytes' },
      { name: 'proof', internalType: 'bytes', type: 'bytes' },
      { name: 'signatures', internalType: 'bytes[]', type: 'bytes[]' },
    ],
    name: 'recover',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [],
    name: 'release',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [],
    name: 'runTogether',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'guardians', internalType: 'bytes[]', type: 'bytes[]' },
      { name: 'threshold', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'setGuardians',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [],
    name: 'standing',
    outputs: [
      { name: 'magic', internalType: 'bytes4', type: 'bytes4' },
      { name: 'hasSender', internalType: 'bool', type: 'bool' },
      { name: 'hasOthers', internalType: 'bool', type: 'bool' },
      { name: 'isConfined_', internalType: 'bool', type: 'bool' },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [{ name: 'encodedMode', internalType: 'bytes32', type: 'bytes32' }],
    name: 'supportsExecutionMode',
    outputs: [{ name: '', internalType: 'bool', type: 'bool' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [{ name: 'interfaceId', internalType: 'bytes4', type: 'bytes4' }],
    name: 'supportsInterface',
    outputs: [{ name: '', internalType: 'bool', type: 'bool' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'moduleTypeId', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'supportsModule',
    outputs: [{ name: '', internalType: 'bool', type: 'bool' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [{ name: 'signature', internalType: 'bytes', type: 'bytes' }],
    name: 'takeBack',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'moduleTypeId', internalType: 'uint256', type: 'uint256' },
      { name: 'module', internalType: 'address', type: 'address' },
      { name: 'deInitData', internalType: 'bytes', type: 'bytes' },
    ],
    name: 'uninstallModule',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      {
        name: 'userOp',
        internalType: 'struct PackedUserOperation',
        type: 'tuple',
        components: [
          { name: 'sender', internalType: 'address', type: 'address' },
          { name: 'nonce', internalType: 'uint256', type: 'uint256' },
          { name: 'initCode', internalType: 'bytes', type: 'bytes' },
          { name: 'callData', internalType: 'bytes', type: 'bytes' },
          {
            name: 'accountGasLimits',
            internalType: 'bytes32',
            type: 'bytes32',
          },
          {
            name: 'preVerificationGas',
            internalType: 'uint256',
            type: 'uint256',
          },
          { name: 'gasFees', internalType: 'bytes32', type: 'bytes32' },
          { name: 'paymasterAndData', internalType: 'bytes', type: 'bytes' },
          { name: 'signature', internalType: 'bytes', type: 'bytes' },
        ],
      },
      { name: 'userOpHash', internalType: 'bytes32', type: 'bytes32' },
      { name: 'missingAccountFunds', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'validateUserOp',
    outputs: [{ name: '', internalType: 'uint256', type: 'uint256' }],
    stateMutability: 'nonpayable',
  },
  { type: 'event', anonymous: false, inputs: [], name: 'EIP712DomainChanged' },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      {
        name: 'batchExecutionIndex',
        internalType: 'uint256',
        type: 'uint256',
        indexed: false,
      },
      {
        name: 'returndata',
        internalType: 'bytes',
        type: 'bytes',
        indexed: false,
      },
    ],
    name: 'ERC7579TryExecuteFail',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      {
        name: 'guardians',
        internalType: 'bytes[]',
        type: 'bytes[]',
        indexed: false,
      },
      {
        name: 'threshold',
        internalType: 'uint256',
        type: 'uint256',
        indexed: false,
      },
    ],
    name: 'GuardiansChanged',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      {
        name: 'moduleTypeId',
        internalType: 'uint256',
        type: 'uint256',
        indexed: false,
      },
      {
        name: 'module',
        internalType: 'address',
        type: 'address',
        indexed: false,
      },
    ],
    name: 'ModuleInstalled',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      {
        name: 'moduleTypeId',
        internalType: 'uint256',
        type: 'uint256',
        indexed: false,
      },
      {
        name: 'module',
        internalType: 'address',
        type: 'address',
        indexed: false,
      },
    ],
    name: 'ModuleUninstalled',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      {
        name: 'ownerHash',
        internalType: 'bytes',
        type: 'bytes',
        indexed: true,
      },
      { name: 'owner', internalType: 'bytes', type: 'bytes', indexed: false },
      { name: 'due', internalType: 'uint48', type: 'uint48', indexed: false },
    ],
    name: 'OwnerChangeAsked',
  },
  { type: 'event', anonymous: false, inputs: [], name: 'OwnerChangeCancelled' },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      {
        name: 'ownerHash',
        internalType: 'bytes',
        type: 'bytes',
        indexed: true,
      },
      { name: 'owner', internalType: 'bytes', type: 'bytes', indexed: false },
    ],
    name: 'OwnerChanged',
  },
  {
    type: 'error',
    inputs: [
      { name: 'target', internalType: 'address', type: 'address' },
      { name: 'selector', internalType: 'bytes4', type: 'bytes4' },
    ],
    name: 'AccountConfined',
  },
  {
    type: 'error',
    inputs: [{ name: 'sender', internalType: 'address', type: 'address' }],
    name: 'AccountUnauthorized',
  },
  { type: 'error', inputs: [], name: 'CloneArgumentsTooLong' },
  {
    type: 'error',
    inputs: [{ name: 'seen', internalType: 'uint48', type: 'uint48' }],
    name: 'DelayInvalid',
  },
  {
    type: 'error',
    inputs: [
      { name: 'moduleTypeId', internalType: 'uint256', type: 'uint256' },
      { name: 'module', internalType: 'address', type: 'address' },
    ],
    name: 'ERC7579AlreadyInstalledModule',
  },
  { type: 'error', inputs: [], name: 'ERC7579CannotDecodeFallbackData' },
  { type: 'error', inputs: [], name: 'ERC7579DecodingError' },
  {
    type: 'error',
    inputs: [
      { name: 'moduleTypeId', internalType: 'uint256', type: 'uint256' },
      { name: 'module', internalType: 'address', type: 'address' },
    ],
    name: 'ERC7579MismatchedModuleTypeId',
  },
  {
    type: 'error',
    inputs: [{ name: 'selector', internalType: 'bytes4', type: 'bytes4' }],
    name: 'ERC7579MissingFallbackHandler',
  },
  {
    type: 'error',
    inputs: [
      { name: 'moduleTypeId', internalType: 'uint256', type: 'uint256' },
      { name: 'module', internalType: 'address', type: 'address' },
    ],
    name: 'ERC7579UninstalledModule',
  },
  {
    type: 'error',
    inputs: [{ name: 'callType', internalType: 'CallType', type: 'bytes1' }],
    name: 'ERC7579UnsupportedCallType',
  },
  {
    type: 'error',
    inputs: [{ name: 'execType', internalType: 'ExecType', type: 'bytes1' }],
    name: 'ERC7579UnsupportedExecType',
  },
  {
    type: 'error',
    inputs: [
      { name: 'moduleTypeId', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'ERC7579UnsupportedModuleType',
  },
  { type: 'error', inputs: [], name: 'FailedCall' },
  { type: 'error', inputs: [], name: 'FailedDeployment' },
  { type: 'error', inputs: [], name: 'FormerOwnerAbsent' },
  {
    type: 'error',
    inputs: [
      { name: 'until', internalType: 'uint48', type: 'uint48' },
      { name: 'seenTime', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'FormerOwnerTooLate',
  },
  {
    type: 'error',
    inputs: [
      { name: 'seen', internalType: 'uint256', type: 'uint256' },
      { name: 'threshold', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'GuardianProofCount',
  },
  {
    type: 'error',
    inputs: [{ name: 'index', internalType: 'uint256', type: 'uint256' }],
    name: 'GuardianProofInvalid',
  },
  {
    type: 'error',
    inputs: [
      { name: 'guardians', internalType: 'uint256', type: 'uint256' },
      { name: 'threshold', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'GuardiansMalformed',
  },
  {
    type: 'error',
    inputs: [
      { name: 'seen', internalType: 'bytes32', type: 'bytes32' },
      { name: 'allowed', internalType: 'bytes32', type: 'bytes32' },
    ],
    name: 'GuardiansUnknown',
  },
  {
    type: 'error',
    inputs: [
      { name: 'balance', internalType: 'uint256', type: 'uint256' },
      { name: 'needed', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'InsufficientBalance',
  },
  { type: 'error', inputs: [], name: 'InvalidShortString' },
  { type: 'error', inputs: [], name: 'OutOfRangeAccess' },
  { type: 'error', inputs: [], name: 'OwnerChangeAbsent' },
  {
    type: 'error',
    inputs: [{ name: 'until', internalType: 'uint48', type: 'uint48' }],
    name: 'OwnerChangeBlocked',
  },
  {
    type: 'error',
    inputs: [
      { name: 'due', internalType: 'uint48', type: 'uint48' },
      { name: 'seenTime', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'OwnerChangeNotDue',
  },
  {
    type: 'error',
    inputs: [{ name: 'seen', internalType: 'bytes', type: 'bytes' }],
    name: 'OwnerMalformed',
  },
  {
    type: 'error',
    inputs: [{ name: 'owner', internalType: 'bytes', type: 'bytes' }],
    name: 'OwnerProofInvalid',
  },
  {
    type: 'error',
    inputs: [{ name: 'str', internalType: 'string', type: 'string' }],
    name: 'StringTooLong',
  },
] as const

//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////
// PlayerAccountFactory
//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////

export const playerAccountFactoryAbi = [
  {
    type: 'constructor',
    inputs: [
      {
        name: 'sessionValidator',
        internalType: 'contract ISessionValidator',
        type: 'address',
      },
      { name: 'deviceVerifier', internalType: 'address', type: 'address' },
      { name: 'delay', internalType: 'uint48', type: 'uint48' },
      { name: 'playTargets', internalType: 'address[]', type: 'address[]' },
      { name: 'stakeOwner', internalType: 'address', type: 'address' },
    ],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [],
    name: 'IMPLEMENTATION',
    outputs: [
      { name: '', internalType: 'contract PlayerAccount', type: 'address' },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'acceptOwnership',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'unstakeDelaySec', internalType: 'uint32', type: 'uint32' },
    ],
    name: 'addStake',
    outputs: [],
    stateMutability: 'payable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'owner', internalType: 'bytes', type: 'bytes' },
      { name: 'salt', internalType: 'bytes32', type: 'bytes32' },
    ],
    name: 'createAccount',
    outputs: [{ name: 'account', internalType: 'address', type: 'address' }],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'owner', internalType: 'bytes', type: 'bytes' },
      { name: 'salt', internalType: 'bytes32', type: 'bytes32' },
    ],
    name: 'getAddress',
    outputs: [{ name: '', internalType: 'address', type: 'address' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'owner',
    outputs: [{ name: '', internalType: 'address', type: 'address' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'pendingOwner',
    outputs: [{ name: '', internalType: 'address', type: 'address' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'renounceOwnership',
    outputs: [],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [{ name: 'newOwner', internalType: 'address', type: 'address' }],
    name: 'transferOwnership',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [],
    name: 'unlockStake',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'to', internalType: 'address payable', type: 'address' }],
    name: 'withdrawStake',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      {
        name: 'account',
        internalType: 'address',
        type: 'address',
        indexed: true,
      },
      {
        name: 'ownerHash',
        internalType: 'bytes',
        type: 'bytes',
        indexed: true,
      },
      { name: 'owner', internalType: 'bytes', type: 'bytes', indexed: false },
      {
        name: 'salt',
        internalType: 'bytes32',
        type: 'bytes32',
        indexed: false,
      },
    ],
    name: 'AccountCreated',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      {
        name: 'previousOwner',
        internalType: 'address',
        type: 'address',
        indexed: true,
      },
      {
        name: 'newOwner',
        internalType: 'address',
        type: 'address',
        indexed: true,
      },
    ],
    name: 'OwnershipTransferStarted',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      {
        name: 'previousOwner',
        internalType: 'address',
        type: 'address',
        indexed: true,
      },
      {
        name: 'newOwner',
        internalType: 'address',
        type: 'address',
        indexed: true,
      },
    ],
    name: 'OwnershipTransferred',
  },
  { type: 'error', inputs: [], name: 'CloneArgumentsTooLong' },
  { type: 'error', inputs: [], name: 'Create2EmptyBytecode' },
  { type: 'error', inputs: [], name: 'FailedDeployment' },
  {
    type: 'error',
    inputs: [
      { name: 'balance', internalType: 'uint256', type: 'uint256' },
      { name: 'needed', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'InsufficientBalance',
  },
  {
    type: 'error',
    inputs: [{ name: 'owner', internalType: 'address', type: 'address' }],
    name: 'OwnableInvalidOwner',
  },
  {
    type: 'error',
    inputs: [{ name: 'account', internalType: 'address', type: 'address' }],
    name: 'OwnableUnauthorizedAccount',
  },
  {
    type: 'error',
    inputs: [{ name: 'seen', internalType: 'bytes', type: 'bytes' }],
    name: 'OwnerMalformed',
  },
  { type: 'error', inputs: [], name: 'StakeOwnerRequired' },
] as const

//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////
// SessionPaymaster
//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////

export const sessionPaymasterAbi = [
  {
    type: 'constructor',
    inputs: [
      { name: 'name', internalType: 'string', type: 'string' },
      { name: 'owner_', internalType: 'address', type: 'address' },
      { name: 'signer_', internalType: 'address', type: 'address' },
      { name: 'watcher_', internalType: 'address', type: 'address' },
      {
        name: 'sessions',
        internalType: 'contract ISessionValidator',
        type: 'address',
      },
    ],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [],
    name: 'NOTE_STEP_WEI',
    outputs: [{ name: '', internalType: 'uint256', type: 'uint256' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'SESSIONS',
    outputs: [
      { name: '', internalType: 'contract ISessionValidator', type: 'address' },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'acceptOwnership',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'unstakeDelaySec', internalType: 'uint32', type: 'uint32' },
    ],
    name: 'addStake',
    outputs: [],
    stateMutability: 'payable',
  },
  {
    type: 'function',
    inputs: [{ name: 'account', internalType: 'address', type: 'address' }],
    name: 'allowAccount',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'account', internalType: 'address', type: 'address' }],
    name: 'denialOf',
    outputs: [
      { name: '', internalType: 'enum SessionPaymaster.Denial', type: 'uint8' },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'account', internalType: 'address', type: 'address' },
      {
        name: 'sessions',
        internalType: 'struct SessionPaymaster.SessionProof[]',
        type: 'tuple[]',
        components: [
          { name: 'sessionKey', internalType: 'bytes', type: 'bytes' },
          { name: 'rulesHash', internalType: 'bytes32', type: 'bytes32' },
          { name: 'nonceKey', internalType: 'uint192', type: 'uint192' },
        ],
      },
    ],
    name: 'denyAccount',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [],
    name: 'deposit',
    outputs: [],
    stateMutability: 'payable',
  },
  {
    type: 'function',
    inputs: [],
    name: 'eip712Domain',
    outputs: [
      { name: 'fields', internalType: 'bytes1', type: 'bytes1' },
      { name: 'name', internalType: 'string', type: 'string' },
      { name: 'version', internalType: 'string', type: 'string' },
      { name: 'chainId', internalType: 'uint256', type: 'uint256' },
      { name: 'verifyingContract', internalType: 'address', type: 'address' },
      { name: 'salt', internalType: 'bytes32', type: 'bytes32' },
      { name: 'extensions', internalType: 'uint256[]', type: 'uint256[]' },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'entryPoint',
    outputs: [
      { name: '', internalType: 'contract IEntryPoint', type: 'address' },
    ],
    stateMutability: 'pure',
  },
  {
    type: 'function',
    inputs: [],
    name: 'generation',
    outputs: [{ name: '', internalType: 'uint32', type: 'uint32' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      {
        name: 'userOp',
        internalType: 'struct PackedUserOperation',
        type: 'tuple',
        components: [
          { name: 'sender', internalType: 'address', type: 'address' },
          { name: 'nonce', internalType: 'uint256', type: 'uint256' },
          { name: 'initCode', internalType: 'bytes', type: 'bytes' },
          { name: 'callData', internalType: 'bytes', type: 'bytes' },
          {
            name: 'accountGasLimits',
            internalType: 'bytes32',
            type: 'bytes32',
          },
          {
            name: 'preVerificationGas',
            internalType: 'uint256',
            type: 'uint256',
          },
          { name: 'gasFees', internalType: 'bytes32', type: 'bytes32' },
          { name: 'paymasterAndData', internalType: 'bytes', type: 'bytes' },
          { name: 'signature', internalType: 'bytes', type: 'bytes' },
        ],
      },
      { name: 'validAfter', internalType: 'uint48', type: 'uint48' },
      { name: 'validUntil', internalType: 'uint48', type: 'uint48' },
    ],
    name: 'hashOperation',
    outputs: [{ name: '', internalType: 'bytes32', type: 'bytes32' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      {
        name: 'voucher',
        internalType: 'struct Voucher',
        type: 'tuple',
        components: [
          { name: 'account', internalType: 'address', type: 'address' },
          { name: 'session', internalType: 'bytes32', type: 'bytes32' },
          { name: 'validAfter', internalType: 'uint48', type: 'uint48' },
          { name: 'validUntil', internalType: 'uint48', type: 'uint48' },
          { name: 'maxWei', internalType: 'uint64', type: 'uint64' },
          { name: 'maxOperationWei', internalType: 'uint64', type: 'uint64' },
          { name: 'generation', internalType: 'uint32', type: 'uint32' },
        ],
      },
    ],
    name: 'hashVoucher',
    outputs: [{ name: '', internalType: 'bytes32', type: 'bytes32' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'owner',
    outputs: [{ name: '', internalType: 'address', type: 'address' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'pendingOwner',
    outputs: [{ name: '', internalType: 'address', type: 'address' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      {
        name: 'mode',
        internalType: 'enum IPaymaster.PostOpMode',
        type: 'uint8',
      },
      { name: 'context', internalType: 'bytes', type: 'bytes' },
      { name: 'actualGasCost', internalType: 'uint256', type: 'uint256' },
      {
        name: 'actualUserOpFeePerGas',
        internalType: 'uint256',
        type: 'uint256',
      },
    ],
    name: 'postOp',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [],
    name: 'renounceOwnership',
    outputs: [],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [{ name: 'newSigner', internalType: 'address', type: 'address' }],
    name: 'setSigner',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'newWatcher', internalType: 'address', type: 'address' }],
    name: 'setWatcher',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [],
    name: 'signer',
    outputs: [{ name: '', internalType: 'address', type: 'address' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [{ name: 'newOwner', internalType: 'address', type: 'address' }],
    name: 'transferOwnership',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [],
    name: 'unlockStake',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      {
        name: 'userOp',
        internalType: 'struct PackedUserOperation',
        type: 'tuple',
        components: [
          { name: 'sender', internalType: 'address', type: 'address' },
          { name: 'nonce', internalType: 'uint256', type: 'uint256' },
          { name: 'initCode', internalType: 'bytes', type: 'bytes' },
          { name: 'callData', internalType: 'bytes', type: 'bytes' },
          {
            name: 'accountGasLimits',
            internalType: 'bytes32',
            type: 'bytes32',
          },
          {
            name: 'preVerificationGas',
            internalType: 'uint256',
            type: 'uint256',
          },
          { name: 'gasFees', internalType: 'bytes32', type: 'bytes32' },
          { name: 'paymasterAndData', internalType: 'bytes', type: 'bytes' },
          { name: 'signature', internalType: 'bytes', type: 'bytes' },
        ],
      },
      { name: 'userOpHash', internalType: 'bytes32', type: 'bytes32' },
      { name: 'maxCost', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'validatePaymasterUserOp',
    outputs: [
      { name: 'context', internalType: 'bytes', type: 'bytes' },
      { name: 'validationData', internalType: 'uint256', type: 'uint256' },
    ],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [],
    name: 'watcher',
    outputs: [{ name: '', internalType: 'address', type: 'address' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'to', internalType: 'address payable', type: 'address' },
      { name: 'amountWei', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'withdraw',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'to', internalType: 'address payable', type: 'address' }],
    name: 'withdrawStake',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      {
        name: 'account',
        internalType: 'address',
        type: 'address',
        indexed: true,
      },
      {
        name: 'denial',
        internalType: 'enum SessionPaymaster.Denial',
        type: 'uint8',
        indexed: false,
      },
    ],
    name: 'AccountDenied',
  },
  { type: 'event', anonymous: false, inputs: [], name: 'EIP712DomainChanged' },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      {
        name: 'previousOwner',
        internalType: 'address',
        type: 'address',
        indexed: true,
      },
      {
        name: 'newOwner',
        internalType: 'address',
        type: 'address',
        indexed: true,
      },
    ],
    name: 'OwnershipTransferStarted',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      {
        name: 'previousOwner',
        internalType: 'address',
        type: 'address',
        indexed: true,
      },
      {
        name: 'newOwner',
        internalType: 'address',
        type: 'address',
        indexed: true,
      },
    ],
    name: 'OwnershipTransferred',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      {
        name: 'signer',
        internalType: 'address',
        type: 'address',
        indexed: false,
      },
      {
        name: 'generation',
        internalType: 'uint32',
        type: 'uint32',
        indexed: false,
      },
    ],
    name: 'SignerChanged',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      {
        name: 'account',
        internalType: 'address',
        type: 'address',
        indexed: true,
      },
      {
        name: 'session',
        internalType: 'bytes32',
        type: 'bytes32',
        indexed: true,
      },
      {
        name: 'maxWei',
        internalType: 'uint64',
        type: 'uint64',
        indexed: false,
      },
    ],
    name: 'VoucherShown',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      {
        name: 'watcher',
        internalType: 'address',
        type: 'address',
        indexed: false,
      },
    ],
    name: 'WatcherChanged',
  },
  {
    type: 'error',
    inputs: [{ name: 'account', internalType: 'address', type: 'address' }],
    name: 'AccountIsDenied',
  },
  { type: 'error', inputs: [], name: 'AddressZero' },
  {
    type: 'error',
    inputs: [
      { name: 'seen', internalType: 'address', type: 'address' },
      { name: 'allowed', internalType: 'address', type: 'address' },
    ],
    name: 'CallerNotWatcher',
  },
  {
    type: 'error',
    inputs: [{ name: 'account', internalType: 'address', type: 'address' }],
    name: 'DenialOfOwner',
  },
  { type: 'error', inputs: [], name: 'InvalidShortString' },
  {
    type: 'error',
    inputs: [
      { name: 'seenWei', internalType: 'uint256', type: 'uint256' },
      { name: 'allowedWei', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'OperationTooDear',
  },
  {
    type: 'error',
    inputs: [{ name: 'owner', internalType: 'address', type: 'address' }],
    name: 'OwnableInvalidOwner',
  },
  {
    type: 'error',
    inputs: [{ name: 'account', internalType: 'address', type: 'address' }],
    name: 'OwnableUnauthorizedAccount',
  },
  { type: 'error', inputs: [], name: 'OwnerRequired' },
  {
    type: 'error',
    inputs: [{ name: 'length', internalType: 'uint256', type: 'uint256' }],
    name: 'PaymasterDataMalformed',
  },
  {
    type: 'error',
    inputs: [{ name: 'sender', internalType: 'address', type: 'address' }],
    name: 'PaymasterUnauthorized',
  },
  {
    type: 'error',
    inputs: [{ name: 'str', internalType: 'string', type: 'string' }],
    name: 'StringTooLong',
  },
  {
    type: 'error',
    inputs: [
      { name: 'maxOperationWei', internalType: 'uint64', type: 'uint64' },
    ],
    name: 'VoucherCapInvalid',
  },
  {
    type: 'error',
    inputs: [
      { name: 'seen', internalType: 'uint48', type: 'uint48' },
      { name: 'allowed', internalType: 'uint48', type: 'uint48' },
    ],
    name: 'VoucherTooShort',
  },
  {
    type: 'error',
    inputs: [
      { name: 'seenWei', internalType: 'uint256', type: 'uint256' },
      { name: 'allowedWei', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'VoucherTooSmall',
  },
  {
    type: 'error',
    inputs: [
      { name: 'validAfter', internalType: 'uint48', type: 'uint48' },
      { name: 'validUntil', internalType: 'uint48', type: 'uint48' },
    ],
    name: 'VoucherWindowInvalid',
  },
] as const

//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////
// SessionValidator
//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////

export const sessionValidatorAbi = [
  {
    type: 'constructor',
    inputs: [
      { name: 'name', internalType: 'string', type: 'string' },
      { name: 'maxDuration', internalType: 'uint48', type: 'uint48' },
      { name: 'reader', internalType: 'contract GrantReader', type: 'address' },
      { name: 'p256Verifier', internalType: 'address', type: 'address' },
    ],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [],
    name: 'HAS_P256_PRECOMPILE',
    outputs: [{ name: '', internalType: 'bool', type: 'bool' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'MAX_DURATION',
    outputs: [{ name: '', internalType: 'uint48', type: 'uint48' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'P256_VERIFIER',
    outputs: [{ name: '', internalType: 'address', type: 'address' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'READER',
    outputs: [
      { name: '', internalType: 'contract GrantReader', type: 'address' },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'account', internalType: 'address', type: 'address' },
      { name: 'session', internalType: 'bytes32', type: 'bytes32' },
      { name: 'index', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'countOf',
    outputs: [
      { name: 'period', internalType: 'uint256', type: 'uint256' },
      { name: 'calls', internalType: 'uint256', type: 'uint256' },
      { name: 'amount', internalType: 'uint256', type: 'uint256' },
      { name: 'value', internalType: 'uint256', type: 'uint256' },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'account', internalType: 'address', type: 'address' },
      { name: 'userOpHash', internalType: 'bytes32', type: 'bytes32' },
      { name: 'maxCost', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'countedBy',
    outputs: [
      { name: 'session', internalType: 'bytes32', type: 'bytes32' },
      { name: 'note', internalType: 'uint24', type: 'uint24' },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'eip712Domain',
    outputs: [
      { name: 'fields', internalType: 'bytes1', type: 'bytes1' },
      { name: 'name', internalType: 'string', type: 'string' },
      { name: 'version', internalType: 'string', type: 'string' },
      { name: 'chainId', internalType: 'uint256', type: 'uint256' },
      { name: 'verifyingContract', internalType: 'address', type: 'address' },
      { name: 'salt', internalType: 'bytes32', type: 'bytes32' },
      { name: 'extensions', internalType: 'uint256[]', type: 'uint256[]' },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'account', internalType: 'address', type: 'address' },
      { name: 'key', internalType: 'bytes', type: 'bytes' },
      { name: 'paymaster', internalType: 'address', type: 'address' },
      { name: 'nonceKey', internalType: 'uint192', type: 'uint192' },
      { name: 'packedGrant', internalType: 'bytes', type: 'bytes' },
    ],
    name: 'enable',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'account', internalType: 'address', type: 'address' }],
    name: 'epochOf',
    outputs: [{ name: '', internalType: 'bytes32', type: 'bytes32' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'account', internalType: 'address', type: 'address' },
      { name: 'session', internalType: 'bytes32', type: 'bytes32' },
    ],
    name: 'hashRevoke',
    outputs: [{ name: '', internalType: 'bytes32', type: 'bytes32' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'account', internalType: 'address', type: 'address' },
      { name: 'epoch', internalType: 'bytes32', type: 'bytes32' },
    ],
    name: 'hashRevokeAll',
    outputs: [{ name: '', internalType: 'bytes32', type: 'bytes32' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [{ name: 'account', internalType: 'address', type: 'address' }],
    name: 'isInitialized',
    outputs: [{ name: '', internalType: 'bool', type: 'bool' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'moduleTypeId', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'isModuleType',
    outputs: [{ name: '', internalType: 'bool', type: 'bool' }],
    stateMutability: 'pure',
  },
  {
    type: 'function',
    inputs: [
      { name: '', internalType: 'address', type: 'address' },
      { name: '', internalType: 'bytes32', type: 'bytes32' },
      { name: '', internalType: 'bytes', type: 'bytes' },
    ],
    name: 'isValidSignatureWithSender',
    outputs: [{ name: '', internalType: 'bytes4', type: 'bytes4' }],
    stateMutability: 'pure',
  },
  {
    type: 'function',
    inputs: [{ name: '', internalType: 'bytes', type: 'bytes' }],
    name: 'onInstall',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: '', internalType: 'bytes', type: 'bytes' }],
    name: 'onUninstall',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'session', internalType: 'bytes32', type: 'bytes32' }],
    name: 'revoke',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [],
    name: 'revokeAll',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'account', internalType: 'address', type: 'address' },
      { name: 'epoch', internalType: 'bytes32', type: 'bytes32' },
      { name: 'ownerSignature', internalType: 'bytes', type: 'bytes' },
    ],
    name: 'revokeAllByOwner',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'account', internalType: 'address', type: 'address' },
      { name: 'session', internalType: 'bytes32', type: 'bytes32' },
      { name: 'ownerSignature', internalType: 'bytes', type: 'bytes' },
    ],
    name: 'revokeByOwner',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'account', internalType: 'address', type: 'address' },
      { name: 'sessionKey', internalType: 'bytes', type: 'bytes' },
      { name: 'rulesHash', internalType: 'bytes32', type: 'bytes32' },
      { name: 'paymaster', internalType: 'address', type: 'address' },
      { name: 'nonceKey', internalType: 'uint192', type: 'uint192' },
      { name: 'sessionSignature', internalType: 'bytes', type: 'bytes' },
    ],
    name: 'revokeBySessionKey',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'sessionKey', internalType: 'bytes', type: 'bytes' },
      { name: 'rulesHash', internalType: 'bytes32', type: 'bytes32' },
      { name: 'paymaster', internalType: 'address', type: 'address' },
      { name: 'nonceKey', internalType: 'uint192', type: 'uint192' },
    ],
    name: 'sessionId',
    outputs: [{ name: '', internalType: 'bytes32', type: 'bytes32' }],
    stateMutability: 'pure',
  },
  {
    type: 'function',
    inputs: [
      { name: 'account', internalType: 'address', type: 'address' },
      { name: 'session', internalType: 'bytes32', type: 'bytes32' },
    ],
    name: 'sessionOf',
    outputs: [
      {
        name: '',
        internalType: 'struct ISessionValidator.Session',
        type: 'tuple',
        components: [
          { name: 'isLive', internalType: 'bool', type: 'bool' },
          { name: 'isEnded', internalType: 'bool', type: 'bool' },
          { name: 'note', internalType: 'uint24', type: 'uint24' },
          { name: 'validUntil', internalType: 'uint32', type: 'uint32' },
          { name: 'actionsLeft', internalType: 'uint16', type: 'uint16' },
          { name: 'spendLeft', internalType: 'uint96', type: 'uint96' },
          { name: 'gasLeftWei', internalType: 'uint64', type: 'uint64' },
        ],
      },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'account', internalType: 'address', type: 'address' },
      { name: 'userOpHash', internalType: 'bytes32', type: 'bytes32' },
      { name: 'maxCost', internalType: 'uint256', type: 'uint256' },
      { name: 'note', internalType: 'uint24', type: 'uint24' },
    ],
    name: 'setNote',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'account', internalType: 'address', type: 'address' },
      { name: 'key', internalType: 'bytes', type: 'bytes' },
      { name: 'rulesHash', internalType: 'bytes32', type: 'bytes32' },
      { name: 'nonceKey', internalType: 'uint192', type: 'uint192' },
      { name: 'note', internalType: 'uint24', type: 'uint24' },
    ],
    name: 'setNoteOf',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      {
        name: 'userOp',
        internalType: 'struct PackedUserOperation',
        type: 'tuple',
        components: [
          { name: 'sender', internalType: 'address', type: 'address' },
          { name: 'nonce', internalType: 'uint256', type: 'uint256' },
          { name: 'initCode', internalType: 'bytes', type: 'bytes' },
          { name: 'callData', internalType: 'bytes', type: 'bytes' },
          {
            name: 'accountGasLimits',
            internalType: 'bytes32',
            type: 'bytes32',
          },
          {
            name: 'preVerificationGas',
            internalType: 'uint256',
            type: 'uint256',
          },
          { name: 'gasFees', internalType: 'bytes32', type: 'bytes32' },
          { name: 'paymasterAndData', internalType: 'bytes', type: 'bytes' },
          { name: 'signature', internalType: 'bytes', type: 'bytes' },
        ],
      },
      { name: 'userOpHash', internalType: 'bytes32', type: 'bytes32' },
    ],
    name: 'validateUserOp',
    outputs: [{ name: '', internalType: 'uint256', type: 'uint256' }],
    stateMutability: 'nonpayable',
  },
  { type: 'event', anonymous: false, inputs: [], name: 'EIP712DomainChanged' },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      {
        name: 'account',
        internalType: 'address',
        type: 'address',
        indexed: true,
      },
      {
        name: 'epoch',
        internalType: 'bytes32',
        type: 'bytes32',
        indexed: false,
      },
    ],
    name: 'EpochRaised',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      {
        name: 'account',
        internalType: 'address',
        type: 'address',
        indexed: true,
      },
      {
        name: 'session',
        internalType: 'bytes32',
        type: 'bytes32',
        indexed: true,
      },
      {
        name: 'sessionKey',
        internalType: 'bytes',
        type: 'bytes',
        indexed: false,
      },
      {
        name: 'paymaster',
        internalType: 'address',
        type: 'address',
        indexed: false,
      },
      {
        name: 'nonceKey',
        internalType: 'uint192',
        type: 'uint192',
        indexed: false,
      },
      {
        name: 'packedGrant',
        internalType: 'bytes',
        type: 'bytes',
        indexed: false,
      },
    ],
    name: 'SessionEnabled',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      {
        name: 'account',
        internalType: 'address',
        type: 'address',
        indexed: true,
      },
      {
        name: 'session',
        internalType: 'bytes32',
        type: 'bytes32',
        indexed: true,
      },
    ],
    name: 'SessionEnded',
  },
  {
    type: 'error',
    inputs: [
      { name: 'seen', internalType: 'uint256', type: 'uint256' },
      { name: 'allowed', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'ActionsExceeded',
  },
  {
    type: 'error',
    inputs: [
      { name: 'functionSignature', internalType: 'string', type: 'string' },
      { name: 'argument', internalType: 'string', type: 'string' },
    ],
    name: 'ArgumentNotComparable',
  },
  {
    type: 'error',
    inputs: [
      { name: 'index', internalType: 'uint256', type: 'uint256' },
      { name: 'position', internalType: 'uint256', type: 'uint256' },
      { name: 'length', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'CallArgumentMissing',
  },
  {
    type: 'error',
    inputs: [
      { name: 'index', internalType: 'uint256', type: 'uint256' },
      { name: 'condition', internalType: 'uint256', type: 'uint256' },
      { name: 'seen', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'CallArgumentRefused',
  },
  { type: 'error', inputs: [], name: 'CallCountZero' },
  {
    type: 'error',
    inputs: [
      { name: 'seen', internalType: 'bytes4', type: 'bytes4' },
      { name: 'allowed', internalType: 'bytes4', type: 'bytes4' },
    ],
    name: 'CallDataNotExecute',
  },
  {
    type: 'error',
    inputs: [
      { name: 'index', internalType: 'uint256', type: 'uint256' },
      { name: 'target', internalType: 'address', type: 'address' },
      { name: 'selector', internalType: 'bytes4', type: 'bytes4' },
    ],
    name: 'CallNotPermitted',
  },
  {
    type: 'error',
    inputs: [
      { name: 'index', internalType: 'uint256', type: 'uint256' },
      { name: 'policy', internalType: 'address', type: 'address' },
    ],
    name: 'CallPolicyRefused',
  },
  {
    type: 'error',
    inputs: [
      { name: 'index', internalType: 'uint256', type: 'uint256' },
      { name: 'seen', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'CallTooShort',
  },
  {
    type: 'error',
    inputs: [
      { name: 'index', internalType: 'uint256', type: 'uint256' },
      { name: 'seen', internalType: 'uint256', type: 'uint256' },
      { name: 'allowed', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'CallValueAboveLimit',
  },
  {
    type: 'error',
    inputs: [
      { name: 'argument', internalType: 'string', type: 'string' },
      { name: 'rule', internalType: 'string', type: 'string' },
    ],
    name: 'ConditionEmpty',
  },
  {
    type: 'error',
    inputs: [
      { name: 'account', internalType: 'address', type: 'address' },
      { name: 'userOpHash', internalType: 'bytes32', type: 'bytes32' },
      { name: 'maxCost', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'CreditMissing',
  },
  {
    type: 'error',
    inputs: [{ name: 'seen', internalType: 'uint48', type: 'uint48' }],
    name: 'DurationInvalid',
  },
  { type: 'error', inputs: [], name: 'ERC7579DecodingError' },
  { type: 'error', inputs: [], name: 'ExecutionMalformed' },
  {
    type: 'error',
    inputs: [{ name: 'seen', internalType: 'bytes32', type: 'bytes32' }],
    name: 'ExecutionModeNotAllowed',
  },
  {
    type: 'error',
    inputs: [
      { name: 'seen', internalType: 'uint256', type: 'uint256' },
      { name: 'allowed', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'GasBudgetExceeded',
  },
  {
    type: 'error',
    inputs: [{ name: 'account', internalType: 'address', type: 'address' }],
    name: 'GrantConfined',
  },
  {
    type: 'error',
    inputs: [
      { name: 'validAfter', internalType: 'uint48', type: 'uint48' },
      { name: 'seenTime', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'GrantNotDue',
  },
  {
    type: 'error',
    inputs: [
      { name: 'account', internalType: 'address', type: 'address' },
      { name: 'session', internalType: 'bytes32', type: 'bytes32' },
    ],
    name: 'GrantOwnerSignatureInvalid',
  },
  {
    type: 'error',
    inputs: [
      { name: 'seen', internalType: 'uint256', type: 'uint256' },
      { name: 'min', internalType: 'uint256', type: 'uint256' },
      { name: 'max', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'GrantPermissionCount',
  },
  {
    type: 'error',
    inputs: [{ name: 'seen', internalType: 'bytes', type: 'bytes' }],
    name: 'GrantSessionKeyMalformed',
  },
  {
    type: 'error',
    inputs: [{ name: 'maxSpend', internalType: 'uint256', type: 'uint256' }],
    name: 'GrantSpendUnused',
  },
  {
    type: 'error',
    inputs: [
      { name: 'bytesOfDetails', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'GrantTooLong',
  },
  {
    type: 'error',
    inputs: [
      { name: 'validAfter', internalType: 'uint48', type: 'uint48' },
      { name: 'validUntil', internalType: 'uint48', type: 'uint48' },
      { name: 'maxDuration', internalType: 'uint48', type: 'uint48' },
    ],
    name: 'GrantWindowInvalid',
  },
  {
    type: 'error',
    inputs: [
      { name: 'seen', internalType: 'bytes32', type: 'bytes32' },
      { name: 'allowed', internalType: 'bytes32', type: 'bytes32' },
    ],
    name: 'GrantWrongEpoch',
  },
  { type: 'error', inputs: [], name: 'HintMissing' },
  { type: 'error', inputs: [], name: 'InvalidShortString' },
  {
    type: 'error',
    inputs: [
      { name: 'seen', internalType: 'uint256', type: 'uint256' },
      { name: 'allowed', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'LimitExceeded',
  },
  {
    type: 'error',
    inputs: [
      { name: 'counted', internalType: 'string', type: 'string' },
      { name: 'seen', internalType: 'uint96', type: 'uint96' },
    ],
    name: 'LimitRefused',
  },
  {
    type: 'error',
    inputs: [
      { name: 'counted', internalType: 'string', type: 'string' },
      { name: 'seen', internalType: 'uint96', type: 'uint96' },
    ],
    name: 'LimitUnreachable',
  },
  {
    type: 'error',
    inputs: [{ name: 'account', internalType: 'address', type: 'address' }],
    name: 'ModuleInstalledAlready',
  },
  {
    type: 'error',
    inputs: [{ name: 'account', internalType: 'address', type: 'address' }],
    name: 'ModuleNotInstalled',
  },
  {
    type: 'error',
    inputs: [
      { name: 'seen', internalType: 'uint256', type: 'uint256' },
      { name: 'newest', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'PeriodOver',
  },
  {
    type: 'error',
    inputs: [
      { name: 'seen', internalType: 'uint256', type: 'uint256' },
      { name: 'allowed', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'PermissionConditionCount',
  },
  {
    type: 'error',
    inputs: [
      { name: 'target', internalType: 'address', type: 'address' },
      { name: 'selector', internalType: 'bytes4', type: 'bytes4' },
    ],
    name: 'PermissionDuplicate',
  },
  {
    type: 'error',
    inputs: [{ name: 'target', internalType: 'address', type: 'address' }],
    name: 'PermissionNotTransfer',
  },
  {
    type: 'error',
    inputs: [{ name: 'seen', internalType: 'string', type: 'string' }],
    name: 'PermissionPeriod',
  },
  {
    type: 'error',
    inputs: [{ name: 'target', internalType: 'address', type: 'address' }],
    name: 'PermissionTargetForbidden',
  },
  {
    type: 'error',
    inputs: [{ name: 'target', internalType: 'address', type: 'address' }],
    name: 'PermissionValueUncounted',
  },
  {
    type: 'error',
    inputs: [
      { name: 'account', internalType: 'address', type: 'address' },
      { name: 'session', internalType: 'bytes32', type: 'bytes32' },
    ],
    name: 'RevocationSignatureInvalid',
  },
  {
    type: 'error',
    inputs: [
      { name: 'seen', internalType: 'bytes32', type: 'bytes32' },
      { name: 'allowed', internalType: 'bytes32', type: 'bytes32' },
    ],
    name: 'RevokeAllWrongEpoch',
  },
  {
    type: 'error',
    inputs: [
      { name: 'seen', internalType: 'address', type: 'address' },
      { name: 'allowed', internalType: 'address', type: 'address' },
    ],
    name: 'SenderNotAccount',
  },
  {
    type: 'error',
    inputs: [{ name: 'session', internalType: 'bytes32', type: 'bytes32' }],
    name: 'SessionNotLive',
  },
  {
    type: 'error',
    inputs: [{ name: 'session', internalType: 'bytes32', type: 'bytes32' }],
    name: 'SessionUsedAlready',
  },
  {
    type: 'error',
    inputs: [{ name: 'length', internalType: 'uint256', type: 'uint256' }],
    name: 'SignatureMalformed',
  },
  {
    type: 'error',
    inputs: [
      { name: 'seen', internalType: 'uint256', type: 'uint256' },
      { name: 'allowed', internalType: 'uint256', type: 'uint256' },
    ],
    name: 'SpendExceeded',
  },
  {
    type: 'error',
    inputs: [{ name: 'str', internalType: 'string', type: 'string' }],
    name: 'StringTooLong',
  },
] as const
