// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC4337Utils} from "@openzeppelin/contracts/account/utils/ERC4337Utils.sol";
import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {IEntryPoint} from "@account-abstraction/contracts/interfaces/IEntryPoint.sol";
import {Vm} from "forge-std/Vm.sol";

import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {PlayerAccountFactory} from "../../src/account/PlayerAccountFactory.sol";
import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {ArgumentBound, Grant, Permission} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {P256Sha256Verifier} from "../../src/session/P256Sha256Verifier.sol";
import {SessionValidator} from "../../src/session/SessionValidator.sol";
import {Artifacts} from "./Artifacts.sol";
import {Target} from "./Target.sol";

/// @dev The contracts as they are deployed, with the real EntryPoint v0.8 at its canonical address, and short ways to
/// grant, sign and handle operations. Every test of account, session and paymaster builds on this.
abstract contract StackTest is Artifacts {
    /// @dev Salt of the canonical EntryPoint v0.8 deployment.
    bytes32 private constant ENTRY_POINT_SALT = 0x0a59dbff790c23c976a548690c27297883cc66b4c67024f9117b0238995e35e9;

    uint256 internal constant OWNER_KEY = uint256(keccak256("owner"));
    uint256 internal constant SESSION_KEY = uint256(keccak256("session"));
    uint256 internal constant THIEF_KEY = uint256(keccak256("thief"));
    uint256 internal constant SPONSOR_KEY = uint256(keccak256("sponsor"));

    IEntryPoint internal entryPoint;
    P256Sha256Verifier internal verifier;
    SessionValidator internal validator;
    PlayerAccountFactory internal factory;
    SessionPaymaster internal paymaster;
    Target internal target;
    PlayerAccount internal account;

    /// @dev Where accounts of this stack come from: {factory}, or one of another make that answers to the same calls.
    PlayerAccountFactory internal accountFactory;

    /// @dev See {useOtherAccount}.
    string private _otherFactory;
    bool internal namesValidatorInSignature;

    address internal operator = makeAddr("operator");
    address internal guardian = makeAddr("guardian");
    address payable internal bundler = payable(makeAddr("bundler"));

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        entryPoint = IEntryPoint(_deployEntryPoint());
        // By artifact, not by `new`: the code of four contracts in every test contract would cost minutes of compiling.
        verifier = P256Sha256Verifier(vm.deployCode(artifact("P256Sha256Verifier")));
        validator = _deployValidator();
        factory = PlayerAccountFactory(vm.deployCode(artifact("PlayerAccountFactory"), abi.encode(validator, operator)));
        paymaster = _deployPaymaster();
        target = new Target();
        accountFactory = bytes(_otherFactory).length == 0
            ? factory
            : PlayerAccountFactory(vm.deployCode(_otherFactory, abi.encode(entryPoint, validator)));
        account = PlayerAccount(payable(_createAccount(0)));
        vm.deal(address(this), 1_000 ether);
        entryPoint.depositTo{value: 10 ether}(address(paymaster));
        entryPoint.depositTo{value: 10 ether}(address(account));
    }

    // ---------------------------------------------------------------- keys

    /// @dev Override to run a suite with another kind of owner.
    function ownerBytes() internal view virtual returns (bytes memory) {
        return abi.encodePacked(vm.addr(OWNER_KEY));
    }

    function signAsOwner(bytes32 digest) internal view virtual returns (bytes memory) {
        return toOwner(signSecp(OWNER_KEY, digest));
    }

    /// @dev Override to run a suite with another kind of session key. P-256 is the default of the project.
    function sessionKeyBytes(uint256 key) internal view virtual returns (bytes memory) {
        return p256Signer(key);
    }

    function signAsSession(uint256 key, bytes32 digest) internal view virtual returns (bytes memory) {
        return signP256(key, digest);
    }

    function sessionKeyBytes() internal view returns (bytes memory) {
        return sessionKeyBytes(SESSION_KEY);
    }

    function sessionId() internal view returns (bytes32) {
        return keccak256(sessionKeyBytes());
    }

    function p256Signer(uint256 key) internal view returns (bytes memory) {
        (uint256 x, uint256 y) = vm.publicKeyP256(key);
        return abi.encodePacked(address(verifier), x, y);
    }

    /// @dev As WebCrypto does: over SHA-256 of the digest; s brought to the low half as the session kit does.
    function signP256(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (bytes32 r, bytes32 s) = vm.signP256(key, sha256(abi.encodePacked(digest)));
        if (uint256(s) > P256.N / 2) s = bytes32(P256.N - uint256(s));
        return abi.encodePacked(r, s);
    }

    function signSecp(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    // ---------------------------------------------------------------- grants

    function lane() internal view returns (uint192) {
        return laneOf(7);
    }

    function sessionNow() internal view returns (ISessionValidator.Session memory) {
        return validator.sessionOf(address(account), sessionId());
    }

    function assertStatus(ISessionValidator.Status status, string memory label) internal view {
        assertEq(uint8(sessionNow().status), uint8(status), label);
    }

    /// @dev PlayerAccount finds the validator in the nonce key; where it is found elsewhere, a lane may be any number.
    function laneOf(uint32 number) internal view returns (uint192) {
        if (namesValidatorInSignature) return (uint192(number) << 128) | 0x1a4e;
        return (uint192(uint160(address(validator))) << 32) | number;
    }

    /// @dev A grant for `target.play(uint256)` and `target.spend(uint256,uint256)` (second argument counts).
    function makeGrant() internal view returns (Grant memory grant) {
        grant.account = address(account);
        grant.sessionKey = sessionKeyBytes();
        grant.validAfter = uint48(vm.getBlockTimestamp() - 60);
        grant.validUntil = grant.validAfter + 1 hours;
        grant.maxActions = 100;
        grant.maxSpend = 1_000;
        grant.maxGasWei = 1 ether;
        grant.paymaster = address(paymaster);
        grant.nonceKey = lane();
        grant.epoch = validator.epochOf(address(account));
        grant.permissions = new Permission[](2);
        grant.permissions[0] = permit("play(uint256)", 0, 0);
        grant.permissions[1] = permit("spend(uint256,uint256)", 0, 2);
    }

    function permit(string memory text, uint128 maxValue, uint8 spendArgument)
        internal
        view
        returns (Permission memory)
    {
        return Permission(address(target), text, maxValue, spendArgument, new ArgumentBound[](0));
    }

    /// @dev A grant with the one permission given.
    function grantOf(Permission memory permission) internal view returns (Grant memory grant) {
        grant = makeGrant();
        grant.permissions = new Permission[](1);
        grant.permissions[0] = permission;
    }

    function signGrant(Grant memory grant) internal view returns (bytes memory) {
        return signAsOwner(validator.hashGrant(grant));
    }

    /// @dev Enables by transaction, as anybody may.
    function enable(Grant memory grant) internal {
        validator.enable(grant, signGrant(grant));
    }

    // ---------------------------------------------------------------- operations

    function single(address to, uint256 value, bytes memory data) internal pure returns (bytes memory) {
        return abi.encodeWithSignature("execute(bytes32,bytes)", bytes32(0), abi.encodePacked(to, value, data));
    }

    function batch(Execution[] memory calls) internal pure returns (bytes memory) {
        return abi.encodeWithSignature("execute(bytes32,bytes)", bytes32(uint256(1) << 248), abi.encode(calls));
    }

    function callPlay(uint256 value) internal view returns (bytes memory) {
        return single(address(target), 0, abi.encodeCall(Target.play, (value)));
    }

    function callSpend(uint256 amount) internal view returns (bytes memory) {
        return single(address(target), 0, abi.encodeCall(Target.spend, (1, amount)));
    }

    /// @dev An unsigned operation of the session's lane, paid by the voucher.
    function operation(bytes memory callData) internal view returns (PackedUserOperation memory op) {
        op.sender = address(account);
        op.nonce = entryPoint.getNonce(address(account), lane());
        op.callData = callData;
        op.accountGasLimits = bytes32((uint256(1_500_000) << 128) | 1_000_000);
        op.preVerificationGas = 60_000;
        op.gasFees = bytes32((uint256(1 gwei) << 128) | 1 gwei);
        op.paymasterAndData = sponsored(makeVoucher());
    }

    function makeVoucher() internal view returns (Voucher memory) {
        return voucherFor(address(account));
    }

    function voucherFor(address paid) internal view returns (Voucher memory) {
        return Voucher({
            account: paid,
            session: sessionId(),
            nonceKey: lane(),
            validAfter: uint48(vm.getBlockTimestamp() - 60),
            validUntil: uint48(vm.getBlockTimestamp() + 1 hours),
            maxWei: 1 ether,
            maxFeePerGas: 10 gwei,
            maxPriorityFeePerGas: 10 gwei
        });
    }

    /// @dev `paymasterAndData` with the voucher, signed by the sponsor.
    function sponsored(Voucher memory voucher) internal view returns (bytes memory) {
        return sponsored(voucher, SPONSOR_KEY, 50_000);
    }

    function sponsored(Voucher memory voucher, uint256 sponsorKey, uint128 postOpGas)
        internal
        view
        returns (bytes memory)
    {
        bytes memory signature = signSecp(sponsorKey, paymaster.hashVoucher(voucher));
        return
            abi.encodePacked(
                address(paymaster), uint128(100_000), postOpGas, hex"00", encodeVoucher(voucher), signature
            );
    }

    /// @dev `paymasterAndData` that names the registered voucher of a session, as every operation after the first does.
    function named(bytes32 session) internal view returns (bytes memory) {
        return abi.encodePacked(address(paymaster), uint128(100_000), uint128(50_000), hex"02", session);
    }

    /// @dev What a voucher has been charged so far, under whatever signer it was shown.
    function reservedOf(Voucher memory voucher) internal view returns (uint256) {
        SessionPaymaster.RegisteredVoucher memory stands =
            paymaster.voucherOf(voucher.account, voucher.session, voucher.nonceKey);
        return stands.validUntil == 0 ? 0 : voucher.maxWei - stands.availableWei;
    }

    /// @dev What is left of the voucher of {makeVoucher}.
    function availableWei() internal view returns (uint256) {
        return paymaster.voucherOf(address(account), sessionId(), lane()).availableWei;
    }

    /// @dev `paymasterAndData` with a voucher for this one operation and no post-op. The owner signs after the sponsor.
    function sponsoredOnce(PackedUserOperation memory op, uint256 sponsorKey) internal view returns (bytes memory) {
        uint48 from = uint48(vm.getBlockTimestamp() - 60);
        uint48 to = uint48(vm.getBlockTimestamp() + 300);
        bytes memory head = abi.encodePacked(address(paymaster), uint128(100_000), uint128(0));
        bytes memory before = op.paymasterAndData;
        op.paymasterAndData = head;
        bytes memory signature = signSecp(sponsorKey, paymaster.hashOperation(op, from, to));
        op.paymasterAndData = before;
        return abi.encodePacked(head, hex"01", from, to, signature);
    }

    function encodeVoucher(Voucher memory voucher) internal pure returns (bytes memory) {
        return abi.encodePacked(
            voucher.session,
            voucher.validAfter,
            voucher.validUntil,
            voucher.maxWei,
            voucher.maxFeePerGas,
            voucher.maxPriorityFeePerGas
        );
    }

    /// @dev Signs for an enabled session.
    function signUse(PackedUserOperation memory op) internal view returns (PackedUserOperation memory) {
        return signUse(op, SESSION_KEY);
    }

    function signUse(PackedUserOperation memory op, uint256 key) internal view returns (PackedUserOperation memory) {
        bytes memory signer = sessionKeyBytes(key);
        op.signature =
            toModule(abi.encodePacked(hex"00", uint8(signer.length), signer, signAsSession(key, entryPointHash(op))));
        return op;
    }

    /// @dev Signs with the grant on board, which enables the session.
    function signFirst(PackedUserOperation memory op, Grant memory grant)
        internal
        view
        returns (PackedUserOperation memory)
    {
        return signFirst(op, grant, signGrant(grant));
    }

    function signFirst(PackedUserOperation memory op, Grant memory grant, bytes memory ownerSignature)
        internal
        view
        returns (PackedUserOperation memory)
    {
        bytes memory signature = signAsSession(SESSION_KEY, entryPointHash(op));
        op.signature = toModule(abi.encodePacked(hex"01", abi.encode(grant, ownerSignature, signature)));
        return op;
    }

    /// @dev Signs for the owner, in the owner's lane; no paymaster.
    function signOwner(PackedUserOperation memory op) internal view returns (PackedUserOperation memory) {
        op.nonce = entryPoint.getNonce(address(account), 0);
        op.paymasterAndData = "";
        op.signature = signAsOwner(entryPointHash(op));
        return op;
    }

    /// @dev Gas and fees of an operation, as the EntryPoint computes its prefund.
    function maxCost(PackedUserOperation memory op) internal pure returns (uint256) {
        uint256 gas =
            uint256(op.accountGasLimits >> 128) + uint128(uint256(op.accountGasLimits)) + op.preVerificationGas;
        // 150,000: paymaster gas in {sponsored}.
        if (op.paymasterAndData.length != 0) gas += 150_000;
        return gas * uint128(uint256(op.gasFees));
    }

    /// @dev The EntryPoint takes its own struct type; the words are the same.
    function entryPointHash(PackedUserOperation memory op) internal view returns (bytes32 hash) {
        (bool success, bytes memory result) =
            address(entryPoint).staticcall(abi.encodeWithSelector(IEntryPoint.getUserOpHash.selector, op));
        require(success, "getUserOpHash");
        hash = abi.decode(result, (bytes32));
    }

    function handle(PackedUserOperation memory op) internal {
        PackedUserOperation[] memory ops = new PackedUserOperation[](1);
        ops[0] = op;
        handle(ops);
    }

    /// @dev As a bundler does it: from an EOA, reverting with the EntryPoint's own error.
    function handle(PackedUserOperation[] memory ops) internal {
        bytes memory data = abi.encodeWithSelector(IEntryPoint.handleOps.selector, ops, bundler);
        vm.prank(bundler, bundler);
        (bool success, bytes memory reason) = address(entryPoint).call(data);
        if (!success) {
            assembly ("memory-safe") {
                revert(add(reason, 0x20), mload(reason))
            }
        }
    }

    /// @dev Handles an operation and reads the EntryPoint's own account of it.
    function handleAndRead(PackedUserOperation memory op) internal returns (bool success, uint256 costWei) {
        vm.recordLogs();
        handle(op);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == IEntryPoint.UserOperationEvent.selector) {
                (, success, costWei,) = abi.decode(logs[i].data, (uint256, bool, uint256, uint256));
                return (success, costWei);
            }
        }
        assertTrue(false, "the EntryPoint said nothing of the operation");
    }

    /// @dev The owner makes the account call something, in an operation that must succeed.
    function ownerCalls(address to, bytes memory data) internal {
        (bool success,) = handleAndRead(signOwner(operation(single(to, 0, data))));
        assertTrue(success, "the owner's operation succeeds");
    }

    /// @dev Runs calls of an enabled session that validation must refuse with exactly this error.
    function expectCallsRefused(bytes memory callData, bytes memory reason) internal {
        expectRefused(signUse(operation(callData)), reason);
    }

    /// @dev Runs an operation that validation must refuse with exactly this error of account or module.
    function expectRefused(PackedUserOperation memory op, bytes memory reason) internal {
        vm.expectRevert(abi.encodeWithSelector(IEntryPoint.FailedOpWithRevert.selector, 0, "AA23 reverted", reason));
        this.handleExternally(op);
    }

    /// @dev As {expectRefused}, for the paymaster.
    function expectUnpaid(PackedUserOperation memory op, bytes memory reason) internal {
        vm.expectRevert(abi.encodeWithSelector(IEntryPoint.FailedOpWithRevert.selector, 0, "AA33 reverted", reason));
        this.handleExternally(op);
    }

    /// @dev Runs an operation that the EntryPoint must refuse with this message, for example "AA24 signature error".
    function expectFailed(PackedUserOperation memory op, string memory message) internal {
        vm.expectRevert(abi.encodeWithSelector(IEntryPoint.FailedOp.selector, 0, message));
        this.handleExternally(op);
    }

    /// @dev One call deep, as expectRevert needs it.
    function handleExternally(PackedUserOperation memory op) external {
        handle(op);
    }

    // ---------------------------------------------------------------- the account

    /// @dev Runs a suite on an account that finds the validator in the signature; to be called by the constructor of a
    /// contract that inherits the suite. test/portable/ does it for all of them.
    /// @param factoryArtifact A factory with the calls of PlayerAccountFactory, made of EntryPoint and session module.
    function useOtherAccount(string memory factoryArtifact) internal {
        _otherFactory = factoryArtifact;
        namesValidatorInSignature = true;
    }

    function _createAccount(bytes32 salt) internal returns (address) {
        return accountFactory.createAccount(ownerBytes(), salt);
    }

    function _predictAccount(bytes32 salt) internal view returns (address) {
        return accountFactory.getAddress(ownerBytes(), salt);
    }

    function _initCode(bytes32 salt) internal view returns (bytes memory) {
        return abi.encodePacked(
            address(accountFactory), abi.encodeCall(PlayerAccountFactory.createAccount, (ownerBytes(), salt))
        );
    }

    /// @dev The signature of an operation, made so that the account hands the given bytes to the session module.
    function toModule(bytes memory signature) internal view returns (bytes memory) {
        return namesValidatorInSignature ? abi.encodePacked(address(validator), signature) : signature;
    }

    /// @dev The owner's signature in the form that the account takes, of operations and in ERC-1271.
    function toOwner(bytes memory signature) internal view returns (bytes memory) {
        return namesValidatorInSignature ? abi.encodePacked(address(0), signature) : signature;
    }

    // ---------------------------------------------------------------- deployment

    function _deployValidator() internal returns (SessionValidator) {
        return SessionValidator(vm.deployCode(artifact("SessionValidator"), abi.encode(entryPoint, verifier)));
    }

    function _deployPaymaster() internal returns (SessionPaymaster) {
        bytes memory arguments = abi.encode(operator, vm.addr(SPONSOR_KEY), guardian, _gasCaps());
        return SessionPaymaster(vm.deployCode(artifact("SessionPaymaster"), arguments));
    }

    function _gasCaps() internal pure returns (SessionPaymaster.GasCaps memory) {
        return SessionPaymaster.GasCaps(2_000_000, 6_000_000, 500_000, 200_000, 100_000);
    }

    /// @dev The npm artifact's bytecode through the deterministic deployment proxy: the canonical v0.8.
    function _deployEntryPoint() private returns (address deployed) {
        string memory artifact = vm.readFile("node_modules/@account-abstraction/contracts/artifacts/EntryPoint.json");
        bytes memory code = vm.parseJsonBytes(artifact, ".bytecode");
        deployed = vm.computeCreate2Address(ENTRY_POINT_SALT, keccak256(code));
        assertEq(deployed, address(ERC4337Utils.ENTRYPOINT_V08), "EntryPoint is not the canonical v0.8");
        (bool success,) = CREATE2_FACTORY.call(abi.encodePacked(ENTRY_POINT_SALT, code));
        assertTrue(success && deployed.code.length != 0, "EntryPoint was not deployed");
    }
}
