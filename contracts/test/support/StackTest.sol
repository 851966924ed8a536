// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC4337Utils} from "@openzeppelin/contracts/account/utils/ERC4337Utils.sol";
import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {IEntryPoint} from "@account-abstraction/contracts/interfaces/IEntryPoint.sol";
import {Vm} from "forge-std/Vm.sol";

import {Artifacts} from "./Artifacts.sol";
import {Target} from "./Target.sol";
import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {PlayerAccountFactory} from "../../src/account/PlayerAccountFactory.sol";
import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {Condition, Grant, Limit, Permission, Policy} from "./Grant.sol";
import {GrantReader} from "../../src/session/GrantReader.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {P256Sha256Verifier} from "../../src/session/P256Sha256Verifier.sol";
import {SessionValidator} from "../../src/session/SessionValidator.sol";
import {Packing} from "./Packing.sol";

/// @dev The contracts as deployed, with the real EntryPoint v0.8 at its canonical address, and helpers to
/// grant, sign and handle operations.
abstract contract StackTest is Artifacts {
    using Packing for Grant;

    /// @dev Salt of the canonical EntryPoint v0.8 deployment.
    bytes32 private constant ENTRY_POINT_SALT = 0x0a59dbff790c23c976a548690c27297883cc66b4c67024f9117b0238995e35e9;

    uint256 internal constant OWNER_KEY = uint256(keccak256("owner"));
    uint256 internal constant SESSION_KEY = uint256(keccak256("session"));
    uint256 internal constant THIEF_KEY = uint256(keccak256("thief"));
    uint256 internal constant SPONSOR_KEY = uint256(keccak256("sponsor"));

    IEntryPoint internal entryPoint;
    P256Sha256Verifier internal verifier;
    GrantReader internal reader;
    SessionValidator internal validator;
    PlayerAccountFactory internal factory;
    SessionPaymaster internal paymaster;
    Target internal target;
    PlayerAccount internal account;

    /// @dev See {useOtherAccount}.
    string private _otherFactory;

    address internal operator = makeAddr("operator");
    address internal watcher = makeAddr("watcher");
    address payable internal bundler = payable(makeAddr("bundler"));

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        vm.roll(1_000);
        entryPoint = IEntryPoint(_deployEntryPoint());
        target = new Target();
        verifier = P256Sha256Verifier(vm.deployCode(artifact("P256Sha256Verifier")));
        reader = GrantReader(vm.deployCode(artifact("GrantReader")));
        bytes memory arguments = abi.encode("Hourglass", maxDuration(), reader, verifier);
        validator = SessionValidator(vm.deployCode(artifact("SessionValidator"), arguments));
        arguments = abi.encode(validator, verifier, uint48(1 days), playTargets(), operator);
        factory = PlayerAccountFactory(vm.deployCode(artifact("PlayerAccountFactory"), arguments));
        arguments = abi.encode("Hourglass", operator, vm.addr(SPONSOR_KEY), watcher, validator);
        paymaster = SessionPaymaster(vm.deployCode(artifact("SessionPaymaster"), arguments));
        if (bytes(_otherFactory).length != 0) {
            factory = PlayerAccountFactory(vm.deployCode(_otherFactory, abi.encode(entryPoint, validator)));
        }
        account = PlayerAccount(payable(factory.createAccount(ownerBytes(), 0)));
        vm.deal(address(this), 1_000 ether);
        entryPoint.depositTo{value: 10 ether}(address(paymaster));
        entryPoint.depositTo{value: 10 ether}(address(account));
    }

    /// @dev Runs a suite on an account by another vendor, which finds the validator in the signature. The constructor of a
    /// contract that inherits the suite calls it. See test/portable.
    /// @param factoryArtifact A factory with the functions of PlayerAccountFactory, built from EntryPoint and session module.
    function useOtherAccount(string memory factoryArtifact) internal {
        _otherFactory = factoryArtifact;
    }

    function isOtherAccount() internal view returns (bool) {
        return bytes(_otherFactory).length != 0;
    }

    /// @dev A signature for the session module, in the form that the account accepts.
    function toModule(bytes memory signature) internal view returns (bytes memory) {
        return isOtherAccount() ? abi.encodePacked(validator, signature) : signature;
    }

    /// @dev The same for the owner.
    function toOwner(bytes memory signature) internal view returns (bytes memory) {
        return isOtherAccount() ? abi.encodePacked(address(0), signature) : signature;
    }

    /// @dev An operation as the account passes it to the session module.
    function forModule(PackedUserOperation memory op) internal view returns (PackedUserOperation memory) {
        if (!isOtherAccount()) return op;
        bytes memory bare = new bytes(op.signature.length - 20);
        for (uint256 i = 0; i < bare.length; ++i) {
            bare[i] = op.signature[20 + i];
        }
        op.signature = bare;
        return op;
    }

    /// @dev Longest window of the tested module.
    function maxDuration() internal view virtual returns (uint48) {
        return 1 hours;
    }

    function playTargets() internal view virtual returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(target);
    }

    // ---------------------------------------------------------------- keys

    function ownerBytes() internal view virtual returns (bytes memory) {
        return abi.encodePacked(vm.addr(OWNER_KEY));
    }

    function signAsOwner(bytes32 digest) internal view virtual returns (bytes memory) {
        return toOwner(signSecp(OWNER_KEY, digest));
    }

    /// @dev As sent: without the verifier's name.
    function keyBytes(uint256 key) internal view virtual returns (bytes memory) {
        (uint256 x, uint256 y) = vm.publicKeyP256(key);
        return abi.encodePacked(x, y);
    }

    /// @dev As an ERC-7913 signer.
    function signerBytes(uint256 key) internal view virtual returns (bytes memory) {
        return abi.encodePacked(address(verifier), keyBytes(key));
    }

    function signAsSession(uint256 key, bytes32 digest) internal view virtual returns (bytes memory) {
        return signP256(key, digest);
    }

    /// @dev Like WebCrypto: over SHA-256 of the digest; s is moved to the low half as the session kit does.
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

    function laneOf(uint32 number) internal view virtual returns (uint192) {
        return (uint192(uint160(address(validator))) << 32) | number;
    }

    /// @dev A grant for `target.play(uint256)` and `target.spend(uint256,uint256)` (second argument counts).
    function makeGrant() internal view returns (Grant memory grant) {
        grant.account = address(account);
        grant.sessionKey = signerBytes(SESSION_KEY);
        grant.validAfter = uint48(vm.getBlockTimestamp() - 60);
        grant.validUntil = grant.validAfter + 1 hours;
        grant.maxActions = 100;
        grant.maxSpend = 1_000;
        grant.maxGasWei = 1 ether;
        grant.paymaster = address(paymaster);
        grant.nonceKey = lane();
        grant.epoch = validator.epochOf(address(account));
        grant.permissions = new Permission[](2);
        grant.permissions[0] = permit("play(uint256)");
        grant.permissions[1] = permit("spend(uint256,uint256)");
        grant.permissions[1].spendArgument = "2";
    }

    function permit(string memory text) internal view returns (Permission memory permission) {
        permission.target = address(target);
        permission.functionSignature = text;
    }

    /// @dev A grant with the given permission, and nothing to spend unless that spends.
    function grantOf(Permission memory permission) internal view returns (Grant memory grant) {
        grant = makeGrant();
        grant.permissions = new Permission[](1);
        grant.permissions[0] = permission;
        if (bytes(permission.spendArgument).length == 0) grant.maxSpend = 0;
    }

    function limit(string memory counted, uint96 max) internal pure returns (Limit[] memory limits) {
        limits = new Limit[](1);
        limits[0] = Limit(counted, max);
    }

    function condition(string memory argument, string memory rule, uint256 a) internal pure returns (Condition memory) {
        uint256[] memory values = new uint256[](1);
        values[0] = a;
        return Condition(argument, rule, values);
    }

    function condition(string memory argument, string memory rule, uint256 a, uint256 b)
        internal
        pure
        returns (Condition memory)
    {
        uint256[] memory values = new uint256[](2);
        values[0] = a;
        values[1] = b;
        return Condition(argument, rule, values);
    }

    function only(Condition memory one) internal pure returns (Condition[] memory conditions) {
        conditions = new Condition[](1);
        conditions[0] = one;
    }

    function signGrant(Grant memory grant) internal view returns (bytes memory) {
        return signAsOwner(grantDigest(grant));
    }

    function grantDigest(Grant memory grant) internal view returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(_domain(), grant.hash());
    }

    function _domain() private view returns (bytes32) {
        (, string memory name, string memory version, uint256 chainId, address contract_,,) = validator.eip712Domain();
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256(bytes(version)),
                chainId,
                contract_
            )
        );
    }

    /// @dev The rules that operations of this grant's session carry.
    function rulesOf(Grant memory grant) internal view returns (bytes memory) {
        return
            reader.read(grant.account, keccak256(grant.sessionKey), grant.paymaster, grant.nonceKey, grant.pack()).rules;
    }

    function packedOf(Grant memory grant) internal pure returns (bytes memory) {
        return grant.pack();
    }

    function structHashOf(Grant memory grant) internal pure returns (bytes32) {
        return grant.hash();
    }

    function permissionHashOf(Permission memory permission) internal pure returns (bytes32) {
        return Packing.hash(permission);
    }

    function sessionOf(Grant memory grant) internal view returns (bytes32) {
        return sessionOf(grant, SESSION_KEY);
    }

    function sessionOf(Grant memory grant, uint256 key) internal view returns (bytes32) {
        return validator.sessionId(keyBytes(key), keccak256(rulesOf(grant)), grant.paymaster, grant.nonceKey);
    }

    function sessionNow(Grant memory grant) internal view returns (ISessionValidator.Session memory) {
        return validator.sessionOf(grant.account, sessionOf(grant));
    }

    /// @dev Enables by transaction, which anybody may do.
    function enable(Grant memory grant) internal {
        validator.enable(
            grant.account,
            keyBytes(SESSION_KEY),
            grant.paymaster,
            grant.nonceKey,
            bytes.concat(grant.pack(), signGrant(grant))
        );
    }

    // ---------------------------------------------------------------- operations

    function single(address to, uint256 value, bytes memory data) internal pure returns (bytes memory) {
        return abi.encodeWithSignature("execute(bytes32,bytes)", bytes32(0), abi.encodePacked(to, value, data));
    }

    function batch(Execution[] memory calls) internal pure returns (bytes memory) {
        return abi.encodeWithSignature("execute(bytes32,bytes)", bytes32(uint256(1) << 248), abi.encode(calls));
    }

    /// @dev As {PackedCalls} reads them; as a batch for an account by another vendor, which does not.
    function packed(Execution[] memory calls) internal view returns (bytes memory data) {
        if (isOtherAccount()) return batch(calls);
        data = abi.encodeWithSignature("runTogether()");
        address before;
        for (uint256 i = 0; i < calls.length; ++i) {
            uint256 length = calls[i].callData.length;
            data = calls[i].target == before
                ? abi.encodePacked(data, uint16(length), calls[i].callData)
                : abi.encodePacked(data, uint16(length | 0x8000), calls[i].target, calls[i].callData);
            before = calls[i].target;
        }
    }

    function callPlay(uint256 value) internal view returns (bytes memory) {
        return single(address(target), 0, abi.encodeCall(Target.play, (value)));
    }

    function callSpend(uint256 amount) internal view returns (bytes memory) {
        return single(address(target), 0, abi.encodeCall(Target.spend, (1, amount)));
    }

    /// @dev An unsigned operation of the grant's session, paid through its credit alone.
    function operation(Grant memory grant, bytes memory callData)
        internal
        view
        virtual
        returns (PackedUserOperation memory op)
    {
        op.sender = grant.account;
        op.nonce = entryPoint.getNonce(grant.account, grant.nonceKey);
        op.callData = callData;
        op.accountGasLimits = bytes32((uint256(1_500_000) << 128) | 1_000_000);
        op.preVerificationGas = 60_000;
        op.gasFees = bytes32((uint256(1 gwei) << 128) | 1 gwei);
        if (grant.paymaster != address(0)) op.paymasterAndData = credited();
    }

    /// @dev `paymasterAndData` of every operation after the first.
    function credited() internal view returns (bytes memory) {
        return abi.encodePacked(address(paymaster), uint128(100_000), uint128(0));
    }

    function voucherFor(Grant memory grant) internal view returns (Voucher memory) {
        return Voucher({
            account: grant.account,
            session: sessionOf(grant),
            validAfter: uint48(vm.getBlockTimestamp() - 60),
            validUntil: uint48(grant.validUntil),
            maxWei: grant.maxGasWei,
            maxOperationWei: 0.1 ether,
            generation: paymaster.generation()
        });
    }

    /// @dev `paymasterAndData` with the voucher, signed by the sponsor.
    function sponsored(Voucher memory voucher) internal view returns (bytes memory) {
        return sponsored(voucher, SPONSOR_KEY);
    }

    function sponsored(Voucher memory voucher, uint256 sponsorKey) internal view returns (bytes memory) {
        bytes memory signature = signSecp(sponsorKey, paymaster.hashVoucher(voucher));
        return abi.encodePacked(
            address(paymaster),
            uint128(300_000),
            uint128(0),
            hex"00",
            voucher.validAfter,
            voucher.validUntil,
            voucher.maxWei,
            voucher.maxOperationWei,
            signature
        );
    }

    /// @dev One hint for each call.
    function hint(uint8 rule) internal pure returns (bytes memory) {
        return abi.encodePacked(rule);
    }

    /// @dev Signs for an enabled session.
    function signUse(PackedUserOperation memory op, Grant memory grant, bytes memory hints)
        internal
        view
        returns (PackedUserOperation memory)
    {
        return signUse(op, grant, hints, 0);
    }

    function signUse(PackedUserOperation memory op, Grant memory grant, bytes memory hints, uint32 time)
        internal
        view
        returns (PackedUserOperation memory)
    {
        op.signature = toModule(bytes.concat(_head(0, op, hints, time, SESSION_KEY), rulesOf(grant)));
        return op;
    }

    /// @dev Signs and adds the grant, which enables the session.
    function signFirst(PackedUserOperation memory op, Grant memory grant, bytes memory hints)
        internal
        view
        returns (PackedUserOperation memory)
    {
        return signFirst(op, grant, hints, 0, signGrant(grant));
    }

    function signFirst(
        PackedUserOperation memory op,
        Grant memory grant,
        bytes memory hints,
        uint32 time,
        bytes memory ownerSignature
    ) internal view returns (PackedUserOperation memory) {
        op.signature = toModule(bytes.concat(_head(1, op, hints, time, SESSION_KEY), grant.pack(), ownerSignature));
        return op;
    }

    function _head(uint8 kind, PackedUserOperation memory op, bytes memory hints, uint32 time, uint256 key)
        internal
        view
        returns (bytes memory)
    {
        bytes memory signature = signAsSession(key, entryPointHash(op));
        return abi.encodePacked(
            kind,
            time,
            uint8(hints.length),
            hints,
            uint8(keyBytes(key).length),
            keyBytes(key),
            uint8(signature.length),
            signature
        );
    }

    /// @dev The first operation of a grant, with its voucher.
    function first(Grant memory grant, bytes memory callData, bytes memory hints)
        internal
        view
        returns (PackedUserOperation memory op)
    {
        op = operation(grant, callData);
        if (grant.paymaster != address(0)) op.paymasterAndData = sponsored(voucherFor(grant));
        return signFirst(op, grant, hints);
    }

    function use(Grant memory grant, bytes memory callData, bytes memory hints)
        internal
        view
        returns (PackedUserOperation memory)
    {
        return signUse(operation(grant, callData), grant, hints);
    }

    /// @dev Signs for the owner, in the owner's lane; no paymaster.
    function ownerOperation(bytes memory callData) internal view returns (PackedUserOperation memory op) {
        op = operation(makeGrant(), callData);
        op.nonce = entryPoint.getNonce(address(account), 0);
        op.paymasterAndData = "";
        op.signature = signAsOwner(entryPointHash(op));
    }

    /// @dev The EntryPoint uses its own struct type; the words are the same.
    function entryPointHash(PackedUserOperation memory op) internal view returns (bytes32 hash) {
        bytes memory data = abi.encodeWithSelector(IEntryPoint.getUserOpHash.selector, op);
        (, bytes memory answer) = address(entryPoint).staticcall(data);
        return abi.decode(answer, (bytes32));
    }

    function handle(PackedUserOperation memory op) internal {
        PackedUserOperation[] memory ops = new PackedUserOperation[](1);
        ops[0] = op;
        handle(ops);
    }

    /// @dev Like a bundler: from an EOA, reverting with the EntryPoint's own error.
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

    /// @dev Handles an operation and reads the EntryPoint's event about it.
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

    /// @dev One call deeper, which expectRevert needs.
    function handleExternally(PackedUserOperation memory op) external {
        handle(op);
    }

    // ---------------------------------------------------------------- deployment

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
