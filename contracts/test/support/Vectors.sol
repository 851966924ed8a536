// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Grant} from "./Grant.sol";
import {StackTest} from "./StackTest.sol";
import {ISessionPolicy} from "../../src/session/ISessionPolicy.sol";
import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {PlayerAccountFactory} from "../../src/account/PlayerAccountFactory.sol";
import {P256Sha256Verifier} from "../../src/session/P256Sha256Verifier.sol";
import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {SessionValidator} from "../../src/session/SessionValidator.sol";
import {Target} from "./Target.sol";

/// @dev A row of session/vectors/grants.json; docs/grant.md explains its fields.
struct GrantVector {
    string name;
    string refusedBy;
    Grant grant;
    bytes packed;
    bytes32 structHash;
    bytes32 digest;
    bytes ownerSignature;
    bytes key;
    bytes rules;
    bytes32 session;
    string error;
    bytes errorData;
    OperationVector[] operations;
}

struct OperationVector {
    string what;
    bool enables;
    string encoding;
    VectorCall[] calls;
    uint8[] hints;
    uint32 time;
    uint8 kind;
    bytes sessionSignature;
    bytes32 userOpHash;
    uint256 maxCost;
    PackedUserOperation userOp;
    bytes32 validationData;
    bytes errorData;
    bool isCounted;
    uint16 callsLeft;
    uint96 spendLeft;
    uint64 gasLeftWei;
    Count[] counts;
}

struct VectorCall {
    address to;
    uint256 value;
    bytes data;
}

/// @dev What a rule has counted.
struct Count {
    uint256 rule;
    uint256 period;
    uint256 calls;
    uint256 amount;
    uint256 value;
}

/// @dev The world of the vectors: the contracts as deployed, at the addresses that the vectors name.
abstract contract VectorTest is StackTest {
    string internal constant GRANT_TYPES = string.concat(
        "Grant(address account,bytes sessionKey,uint48 validAfter,uint48 validUntil,uint16 maxActions,uint96 maxSpend,",
        "uint64 maxGasWei,address paymaster,uint192 nonceKey,bytes32 epoch,Permission[] permissions)",
        "Condition(string argument,string rule,uint256[] values)Limit(string counted,uint96 max)",
        "Permission(address target,string functionSignature,uint128 maxValue,string spendArgument,string period,",
        "Limit[] limits,Condition[] conditions,Policy[] policies)Policy(address policy,bytes config)"
    );

    string internal constant USER_OP_TYPE = string.concat(
        "PackedUserOperation(address sender,uint256 nonce,bytes initCode,bytes callData,bytes32 accountGasLimits,",
        "uint256 preVerificationGas,bytes32 gasFees,bytes paymasterAndData,bytes signature)"
    );

    string private constant ROW_TYPES = string.concat(
        "GrantVector(string name,string refusedBy,Grant grant,bytes packed,bytes32 structHash,bytes32 digest,",
        "bytes ownerSignature,bytes key,bytes rules,bytes32 session,string error,bytes errorData,",
        "OperationVector[] operations)OperationVector(string what,bool enables,string encoding,VectorCall[] calls,",
        "uint8[] hints,uint32 time,uint8 kind,bytes sessionSignature,bytes32 userOpHash,uint256 maxCost,",
        "PackedUserOperation userOp,bytes32 validationData,bytes errorData,bool isCounted,uint16 callsLeft,",
        "uint96 spendLeft,uint64 gasLeftWei,Count[] counts)VectorCall(address to,uint256 value,bytes data)",
        "Count(uint256 rule,uint256 period,uint256 calls,uint256 amount,uint256 value)",
        USER_OP_TYPE,
        GRANT_TYPES
    );

    address internal constant ACCOUNT = address(0x1111111111111111111111111111111111111111);
    address private constant VALIDATOR = address(0x2222222222222222222222222222222222222222);
    address private constant VERIFIER = address(0x3333333333333333333333333333333333333333);
    address private constant PAYMASTER = address(0x4444444444444444444444444444444444444444);
    address internal constant GAME = address(0x5555555555555555555555555555555555555555);
    address internal constant POLICY = address(0x8888888888888888888888888888888888888888);
    address private constant OTHER_VERIFIER = 0xaAaAaAaaAaAaAaaAaAAAAAAAAaaaAaAaAaaAaaAa;
    address private constant GUEST = 0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB;
    uint256 private constant DEVICE_KEY = uint256(keccak256("device"));

    string internal grants;

    function setUp() public virtual override {
        super.setUp();
        deployCodeTo(artifact("P256Sha256Verifier"), VERIFIER);
        deployCodeTo(artifact("SessionValidator"), abi.encode("Example", 1 hours, reader, VERIFIER), VALIDATOR);
        bytes memory arguments = abi.encode("Example", operator, vm.addr(SPONSOR_KEY), watcher, VALIDATOR);
        deployCodeTo(artifact("SessionPaymaster"), arguments, PAYMASTER);
        (validator, verifier) = (SessionValidator(VALIDATOR), P256Sha256Verifier(VERIFIER));
        paymaster = SessionPaymaster(PAYMASTER);
        arguments = abi.encode(validator, verifier, uint48(1 days), playTargets(), operator);
        factory = PlayerAccountFactory(vm.deployCode(artifact("PlayerAccountFactory"), arguments));
        // A clone carries its owner in its code.
        vm.etch(ACCOUNT, factory.createAccount(ownerBytes(), 0).code);
        vm.etch(GUEST, factory.createAccount(signerBytes(DEVICE_KEY), 0).code);
        vm.etch(GAME, address(target).code);
        vm.etch(OTHER_VERIFIER, hex"00");
        (account, target) = (PlayerAccount(payable(ACCOUNT)), Target(payable(GAME)));
        entryPoint.depositTo{value: 1 ether}(PAYMASTER);
        grants = vm.readFile("session/vectors/grants.json");
    }

    function playTargets() internal pure override returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = GAME;
    }

    function hasRow(uint256 index) internal view returns (bool) {
        return vm.keyExistsJson(grants, _row(index));
    }

    function readRow(uint256 index) internal view returns (GrantVector memory row) {
        return abi.decode(vm.parseJsonType(grants, _row(index), ROW_TYPES), (GrantVector));
    }

    function _row(uint256 index) private pure returns (string memory) {
        return string.concat(".grants[", vm.toString(index), "]");
    }

    /// @dev The exact question to the vectors' policy and its answer: thirteen is refused.
    function mockPolicy(uint256 validUntil) internal {
        for (uint256 i = 0; i < 2; ++i) {
            uint256 number = i == 0 ? 1 : 13;
            bytes memory data = abi.encodeCall(Target.play, (number));
            _mockPolicy(data, validUntil, "", true);
            _mockPolicy(data, validUntil, hex"c0ffee", number != 13);
        }
    }

    function _mockPolicy(bytes memory data, uint256 validUntil, bytes memory config, bool answer) private {
        bytes memory question = abi.encodeCall(ISessionPolicy.isAllowed, (ACCOUNT, GAME, 0, data, validUntil, config));
        vm.mockCall(POLICY, question, abi.encode(answer));
    }
}
